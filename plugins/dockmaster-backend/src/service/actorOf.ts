import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who makes a request: a user's entity ref, or what a service is called. */
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
