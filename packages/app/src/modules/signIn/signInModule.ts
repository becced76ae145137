import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { signInPage } from './signInPage';

/** How people sign in to the portal. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
