import dockmaster from '@huleedu/plugin-scaffolder-backend-module-dockmaster';
import localPublisher from '../localPublisher';

/** The scaffolder's modules of this portal that the templates need. */
export const modules = [dockmaster, localPublisher];
