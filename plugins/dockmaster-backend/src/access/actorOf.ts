import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** The caller of a request: a user's entity ref, or a service's subject. */
export function actorOf(options: {
  credentials: BackstageCredentials;
}): string {
  const { principal } = options.credentials as BackstageCredentials<{
    type: string;
    userEntityRef?: string;
    subject?: string;
  }>;
  return principal.userEntityRef ?? principal.subject ?? principal.type;
}
