import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { dockmasterPermissions } from '@huleedu/plugin-dockmaster-common';
import { FleetPolicy } from './FleetPolicy';

const roles = {
  platform: ['group:default/platform'],
  developers: ['group:default/accounts-team', 'group:default/assessment-team'],
  readers: ['group:default/auditors', 'user:default/rut'],
};

const people = {
  platform: 'group:default/platform',
  owner: 'group:default/accounts-team',
  other: 'group:default/assessment-team',
  reader: 'group:default/auditors',
  outsider: 'group:default/partners',
};

const permissions: Permission[] = [
  ...dockmasterPermissions,
  ...catalogPermissions,
  ...scaffolderPermissions,
];

const billing: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing-service' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/accounts-team' }],
};
const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'create-service' },
};

const rules = new Map(
  Object.values(permissionRules).map(rule => [rule.name, rule]),
);
const holds = createConditionAuthorizer({
  getRuleByName: name => rules.get(name)!,
});

async function decide(name: string, ownershipEntityRefs: string[]) {
  const permission = permissions.find(item => item.name === name)!;
  const info = { userEntityRef: 'user:default/somebody', ownershipEntityRefs };
  const userInfo = mockServices.userInfo(info);
  const credentials = mockCredentials.user(info.userEntityRef);
  return new FleetPolicy({ roles, userInfo }).handle(
    { permission },
    { credentials, info: await userInfo.getUserInfo(credentials) },
  );
}

/** Those of the people who may, a conditional decision being settled by the entity. */
async function whoMay(name: string, entity: Entity) {
  const may: string[] = [];
  for (const [who, group] of Object.entries(people)) {
    if (holds(await decide(name, [group]), entity)) may.push(who);
  }
  return may.join(' ');
}

const everybody = Object.keys(people).join(' ');

const table: Array<[permission: string, people: string]> = [
  ['dockmaster.report.read', 'platform owner other reader'],
  ['dockmaster.report.refresh', 'platform owner'],
  ['dockmaster.report.check', 'platform owner other'],
  ['dockmaster.waiver.manage', 'platform owner'],
  ['dockmaster.service.fix', 'platform owner'],
  ['dockmaster.port.read', 'platform owner other reader'],
  ['dockmaster.port.reserve', 'platform owner other'],
  ['dockmaster.port.manage', 'platform owner'],
  ['dockmaster.port.administer', 'platform'],
  ['catalog.entity.read', everybody],
  ['catalog.entity.create', 'platform'],
  ['catalog.entity.delete', 'platform'],
  ['catalog.entity.refresh', everybody],
  ['scaffolder.template.parameter.read', 'platform owner other'],
  ['scaffolder.template.step.read', 'platform owner other'],
  ['scaffolder.template.management', 'platform'],
  ['scaffolder.task.create', 'platform owner other'],
  ['scaffolder.action.execute', 'platform owner other'],
];

it.each(table)('%s, on a service of the owner: %s', async (name, who) => {
  expect(await whoMay(name, billing)).toBe(who);
});

it.each(dockmasterPermissions.map(({ name }) => name))(
  'has decided on %s',
  name => {
    expect(table.map(([decided]) => decided)).toContain(name);
  },
);

it.each(dockmasterPermissions.map(({ name }) => name))(
  'denies %s to who is not signed in',
  async name => {
    const permission = permissions.find(item => item.name === name)!;
    const userInfo = mockServices.userInfo();
    const policy = new FleetPolicy({ roles, userInfo });
    expect(await policy.handle({ permission })).toEqual({
      result: AuthorizeResult.DENY,
    });
  },
);

it('shows templates to those who may run them', async () => {
  expect(await whoMay('catalog.entity.read', template)).toBe(
    'platform owner other',
  );
});

it.each(['scaffolder.task.read', 'scaffolder.task.cancel'])(
  'gives developers %s on the tasks that they have started',
  async name => {
    expect(await decide(name, [people.owner])).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/somebody'] },
      },
    });
    expect(await decide(name, [people.reader])).toEqual({
      result: AuthorizeResult.DENY,
    });
  },
);

it('knows a role by a user, too', async () => {
  expect(await decide('dockmaster.report.read', ['user:default/rut'])).toEqual({
    result: AuthorizeResult.ALLOW,
  });
});

it('leaves what it does not know to the platform’s owners', async () => {
  const unknown: Permission = {
    type: 'basic',
    name: 'other.thing.read',
    attributes: { action: 'read' },
  };
  permissions.push(unknown);
  expect(await whoMay(unknown.name, billing)).toBe('platform');
});
