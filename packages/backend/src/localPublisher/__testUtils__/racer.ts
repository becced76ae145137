import fs from 'node:fs';
import { publish } from '../publish';
import { WorkingCopy } from '../WorkingCopy';
import { addService } from './serviceChanges';

const CHANGING = [
  'link',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'unlink',
  'writeFile',
] as const;

/** Kills this process just before it changes the disk for the nth time. */
function killBeforeChange(number: number) {
  let count = 0;
  const countFirst = (original: Function) =>
    function counted(...parameters: unknown[]) {
      if (++count === number) process.kill(process.pid, 'SIGKILL');
      return original.apply(fs.promises, parameters);
    };
  for (const name of CHANGING)
    Object.assign(fs.promises, { [name]: countFirst(fs.promises[name]) });
}

/** A process that publishes a service when it is told to, for tests that need several. */
async function race(directory: string, name: string) {
  const copy = new WorkingCopy({ directory, branch: 'main' });
  process.send!('ready');
  const [change] = await new Promise<[number?]>(resolve =>
    process.once('message', message => resolve(message as [number?])),
  );
  if (change !== undefined) killBeforeChange(change);
  const published = await publish({
    copy,
    changes: addService(name),
    author: { name, email: `${name}@localhost` },
    message: `Create ${name}`,
    mark: name,
  });
  process.send!(published, () => process.disconnect());
}

const [directory, name] = process.argv.slice(2);
void race(directory, name);
