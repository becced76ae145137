import { BundlePorts } from '@huleedu/plugin-dockmaster-common';
import { Wish } from './chooseBundle';
import { Reserve } from './PortStore';

/** What an owner lacks of what is asked for. */
export function wishOf(request: Reserve, held: BundlePorts): Wish {
  const { owner, kind, database, explicit } = request;
  return {
    owner,
    http: kind === 'http' && held.http === undefined,
    database: database && held.database === undefined,
    explicit,
  };
}
