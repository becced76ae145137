import { ReserveRequest } from '@huleedu/plugin-dockmaster-common';
import { PortField } from '../PortProblem';

/** What a person has put into the form so far. */
export type ReserveDraft = {
  owner: string;
  kind: 'http' | 'worker';
  database: boolean;
  /** Numbers as they are typed; empty where the registry may choose. */
  http: string;
  databasePort: string;
  state: 'leased' | 'active';
  /** ISO 8601 duration; empty for what the portal gives. */
  ttl: string;
};

export const EMPTY_DRAFT: ReserveDraft = {
  owner: '',
  kind: 'http',
  database: false,
  http: '',
  databasePort: '',
  state: 'leased',
  ttl: '',
};

const NO_PORT = 'Write a number from 1 to 65535, or leave it empty.';

/** What is asked of the registry; undefined while the draft cannot mean anything. */
export function requestOf(
  draft: ReserveDraft,
  environment: string,
): ReserveRequest | undefined {
  const { kind, state, ttl } = draft;
  const owner = draft.owner.trim();
  if (owner === '' || Object.keys(faultsOf(draft)).length > 0) return undefined;
  const http = kind === 'http' ? portOf(draft.http) : undefined;
  const database = hasDatabase(draft) ? portOf(draft.databasePort) : undefined;
  return {
    owner,
    environment,
    kind,
    database: hasDatabase(draft),
    ...((http ?? database) !== undefined && {
      ports: {
        ...(http !== undefined && { http }),
        ...(database !== undefined && { database }),
      },
    }),
    state,
    ...(state === 'leased' && ttl !== '' && { ttl }),
  };
}

/** A worker serves no port, so its database's is all that it can have. */
export function hasDatabase({ kind, database }: ReserveDraft): boolean {
  return kind === 'worker' || database;
}

/** What no registry need be asked about. */
export function faultsOf(
  draft: ReserveDraft,
): Partial<Record<PortField, string>> {
  const isFaulty = (text: string) =>
    text.trim() !== '' && portOf(text) === undefined;
  return {
    ...(draft.kind === 'http' &&
      isFaulty(draft.http) && { 'ports.http': NO_PORT }),
    ...(hasDatabase(draft) &&
      isFaulty(draft.databasePort) && { 'ports.database': NO_PORT }),
  };
}

function portOf(text: string): number | undefined {
  const port = Number(text.trim());
  return text.trim() !== '' &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65536
    ? port
    : undefined;
}
