import { createBackend } from '@backstage/backend-defaults';
import { provideStateDirectory } from './embedded/stateDirectory';

// MUST come before the backend starts: the configuration names these variables.
provideStateDirectory(process.env);

const backend = createBackend();

backend.add(import('./localFiles'));
backend.add(import('./embedded'));

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions'));

backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@huleedu/plugin-scaffolder-backend-module-dockmaster'));
backend.add(import('./localPublisher'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
// On PostgreSQL the replicas share one index. On SQLite this module does nothing.
backend.add(import('@backstage/plugin-search-backend-module-pg'));

// Notifies the requester before a lease ends.
backend.add(import('@backstage/plugin-notifications-backend'));

// Signals update user settings in all open windows.
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@huleedu/plugin-dockmaster-backend'));

backend.start();
