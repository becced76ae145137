import {
  BackstageUserInfo,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  portManagePermission,
  portReadPermission,
  portReservePermission,
  reportCheckPermission,
  reportReadPermission,
  reportRefreshPermission,
  serviceFixPermission,
  waiverManagePermission,
} from '@huleedu/plugin-dockmaster-common';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

/** Who has which role: refs of groups and users, such as `group:default/platform`. */
export type Roles = {
  /** Look after the portal and the pools: may everything. */
  platform: string[];
  /** Build services: may create some, and change those that their teams own. */
  developers: string[];
  /** See how the fleet stands, and change nothing. */
  readers: string[];
};

/** What developers and readers may. */
const READING: Permission[] = [reportReadPermission, portReadPermission];

/** What developers may besides; most of it is what running a template asks for. */
const BUILDING: Permission[] = [
  reportCheckPermission,
  portReservePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
  taskCreatePermission,
  actionExecutePermission,
];

/** What developers may do to the services of their teams. */
const CHANGING: ResourcePermission<'catalog-entity'>[] = [
  reportRefreshPermission,
  waiverManagePermission,
  serviceFixPermission,
  portManagePermission,
];

/** What developers may do to the tasks that they have started. */
const FOLLOWING = [taskReadPermission, taskCancelPermission];

/**
 * Who may what, as an organisation with platform owners, developers and readers might have it. Copy it, and change it.
 *
 * @notes
 * Whoever is signed in sees the catalog, without a role too; all that is not named here is for the platform's owners. Programs are not asked
 * about: `backend.auth.externalAccess` says what they may.
 */
export class FleetPolicy implements PermissionPolicy {
  readonly #roles: Roles;
  readonly #userInfo: UserInfoService;

  constructor(options: { roles: Roles; userInfo: UserInfoService }) {
    this.#roles = options.roles;
    this.#userInfo = options.userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return DENY;
    const info = await this.#userInfo.getUserInfo(user.credentials);
    const has = (role: keyof Roles) =>
      info.ownershipEntityRefs.some(ref => this.#roles[role].includes(ref));

    if (has('platform')) return ALLOW;
    if (has('developers')) return forDevelopers(permission, info);
    if (has('readers') && isOneOf(READING, permission)) return ALLOW;
    return forEverybody(permission);
  }
}

function forDevelopers(
  permission: Permission,
  { ownershipEntityRefs, userEntityRef }: BackstageUserInfo,
): PolicyDecision {
  const isAllowed = [...READING, ...BUILDING, catalogEntityReadPermission];
  if (isOneOf(isAllowed, permission)) return ALLOW;
  const changing = CHANGING.find(item => isPermission(permission, item));
  if (changing) {
    return createCatalogConditionalDecision(
      changing,
      catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
    );
  }
  const following = FOLLOWING.find(item => isPermission(permission, item));
  if (following) {
    return createScaffolderTaskConditionalDecision(
      following,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
    );
  }
  return forEverybody(permission);
}

/**
 * The catalog but its templates: nobody is led to a form that would be refused in the end. Having it read a file anew changes nothing that it
 * would not find by itself a little later.
 */
function forEverybody(permission: Permission): PolicyDecision {
  if (isPermission(permission, catalogEntityRefreshPermission)) return ALLOW;
  if (!isPermission(permission, catalogEntityReadPermission)) return DENY;
  return createCatalogConditionalDecision(permission, {
    not: catalogConditions.isEntityKind({ kinds: ['Template'] }),
  });
}

function isOneOf(permissions: Permission[], permission: Permission): boolean {
  return permissions.some(item => isPermission(permission, item));
}
