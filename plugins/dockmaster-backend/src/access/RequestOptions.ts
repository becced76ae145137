import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** The caller of a request. */
export type RequestOptions = { credentials: BackstageCredentials };
