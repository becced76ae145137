import { PropsWithChildren } from 'react';
import { SWRConfig } from 'swr';

const options = { provider: () => new Map() };

/** Forgets the permissions of earlier tests: `usePermission` caches each decision for as long as a page lives. */
export function FreshPermissions(props: PropsWithChildren<{}>) {
  return <SWRConfig value={options}>{props.children}</SWRConfig>;
}
