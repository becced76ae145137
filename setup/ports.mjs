import { createServer } from 'node:net';
import { SetupError } from './fail.mjs';

/** Refuses with a sentence when something listens on one of the ports already. */
export async function ensurePortsFree(ports) {
  for (const { port, use, variable } of ports) {
    for (const host of ['127.0.0.1', '::1']) {
      if (!(await isFree(port, host))) {
        throw new SetupError(
          `Port ${port} is taken, and the ${use} needs it. Stop what listens there, or choose another with ${variable}=….`,
        );
      }
    }
  }
}

function isFree(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    // A machine without IPv6 has no such address to be taken.
    server.once('error', error => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
