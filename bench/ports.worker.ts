// One of several processes that use the registry at the same time: a replica, with the real store and a pool of its own.
import { PortError } from '../plugins/dockmaster-backend/src/ports/PortError';
import {
  beforeCommit,
  RolledBack,
  serializationFailure,
} from './ports/beforeCommit';
import { Call, Order, Outcome, Report } from './ports/calls';
import { connect, openStore } from './ports/registry';

const tell = (report: Report) => process.send!(report);
const database = connect(process.env.BENCH_CONNECTION_STRING!);
let rolledBack = 0;
let isToHold = false;
let goOn = () => {};

const client = beforeCommit(database, async () => {
  if (isToHold) {
    isToHold = false;
    await new Promise<void>(resolve => {
      goOn = resolve;
      tell({ report: 'holding' });
    });
  }
  if (Math.random() < rolledBack) {
    throw Math.random() < 0.5 ? new RolledBack() : serializationFailure();
  }
});
const opened = openStore(client);

async function make(call: Call) {
  const store = await opened;
  if (call.kind === 'release') {
    const { id, version } = call;
    await store.release({ id, version, actor: 'bench' });
    return { result: 'released' as const };
  }
  const { reservation, created } = await store.reserve({
    owner: call.owner,
    environment: 'default',
    kind: 'http',
    database: true,
    explicit: {},
    state: 'leased',
    ttlMs: 24 * 3_600_000,
    requester: 'bench',
    ownerExists: false,
  });
  const { owner, id, version, ports } = reservation;
  return {
    result: 'reserved' as const,
    created,
    held: { owner, id, version, ports },
  };
}

async function outcomeOf(call: Call): Promise<Outcome> {
  const startedAt = Date.now();
  const end = () => ({ call, startedAt, endedAt: Date.now() });
  try {
    const made = await make(call);
    return { ...end(), ...made };
  } catch (error) {
    if (error instanceof RolledBack) return { ...end(), result: 'rolled back' };
    if (error instanceof PortError)
      return { ...end(), result: 'refused', code: error.code };
    const { code, message } = error as { code?: string; message: string };
    return { ...end(), result: 'failed', message: `${code}: ${message}` };
  }
}

process.on('message', (order: Order) => {
  switch (order.order) {
    case 'call':
      rolledBack = order.rolledBack;
      order.calls.forEach(async (call, index) =>
        tell({ report: 'outcome', index, outcome: await outcomeOf(call) }),
      );
      break;
    case 'hold':
      isToHold = true;
      break;
    default:
      goOn();
  }
});
process.on('disconnect', () => process.exit());
opened.then(() => tell({ report: 'ready' }));
