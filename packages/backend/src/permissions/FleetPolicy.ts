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

/** Members of each role: refs of groups and users, such as `group:default/platform`. */
export type Roles = {
  /** Maintain the portal and the pools: may do everything. */
  platform: string[];
  /** Build services: may create services, and change those of their teams. */
  developers: string[];
  /** May see the verdicts of the fleet, and change nothing. */
  readers: string[];
};

/** Permissions of developers and readers. */
const READING: Permission[] = [reportReadPermission, portReadPermission];

/** Further permissions of developers; most are required to run a template. */
const BUILDING: Permission[] = [
  reportCheckPermission,
  portReservePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
  taskCreatePermission,
  actionExecutePermission,
];

/** Permissions of developers on the services of their teams. */
const CHANGING: ResourcePermission<'catalog-entity'>[] = [
  reportRefreshPermission,
  waiverManagePermission,
  serviceFixPermission,
  portManagePermission,
];

/** Permissions of developers on tasks that they started. */
const FOLLOWING = [taskReadPermission, taskCancelPermission];

/**
 * A policy for an organisation with platform owners, developers and readers. Copy it, and change it.
 *
 * @remarks
 * Everyone who is signed in sees the catalog. Permissions that are not named here belong to the platform's owners. Programs do not pass this
 * policy: `backend.auth.externalAccess` gives their permissions.
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
    return forEveryone(permission);
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
  return forEveryone(permission);
}

/**
 * The catalog without its templates, because their tasks would be refused. Refreshing an entity is allowed: the catalog would read the file
 * a little later anyway.
 */
function forEveryone(permission: Permission): PolicyDecision {
  if (isPermission(permission, catalogEntityRefreshPermission)) return ALLOW;
  if (!isPermission(permission, catalogEntityReadPermission)) return DENY;
  return createCatalogConditionalDecision(permission, {
    not: catalogConditions.isEntityKind({ kinds: ['Template'] }),
  });
}

function isOneOf(permissions: Permission[], permission: Permission): boolean {
  return permissions.some(item => isPermission(permission, item));
}
