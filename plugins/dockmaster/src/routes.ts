import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page with every port. */
export const portsRouteRef = createRouteRef({ id: 'dockmaster.ports' });

/** The same from a service's card, which stands in portals without the page, too. */
export const portsLinkRouteRef = createExternalRouteRef({
  id: 'dockmaster.ports-link',
  optional: true,
  defaultTarget: 'dockmaster.ports',
});

/** The form of the template that fixes a service. */
export const templateFormRouteRef = createExternalRouteRef({
  id: 'dockmaster.template-form',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
