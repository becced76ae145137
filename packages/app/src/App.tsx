import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './modules/navigation';
import { signInModule } from './modules/signIn';

// The plugins are found through `app.packages: all`; only what is the portal's own is named here.
export default createApp({ features: [navigationModule, signInModule] });
