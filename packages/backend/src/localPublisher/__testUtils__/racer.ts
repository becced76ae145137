import { rule087 } from '@huleedu/rule-087';
import { specOf } from '@internal/portal-test-utils/changeSets';
import { monorepoAt } from '@internal/portal-test-utils/exampleCopy';
import { publish } from '../publish';
import { WorkingCopy } from '../WorkingCopy';
import { changeSetFor } from './workingCopies';

/** A process that publishes a service when it is told to, for tests with several of them. */
async function race(directory: string, name: string, number: number) {
  const copy = new WorkingCopy({ directory, branch: 'main' });
  const spec = specOf(name, { http: 7010 + number, database: 5450 + number });
  const changes = await changeSetFor(copy, { action: 'create', spec });
  process.send!('ready');
  await new Promise(resolve => process.once('message', resolve));
  const published = await publish({
    ...changes,
    copy,
    standard: rule087,
    monorepo: monorepoAt(directory),
    author: { name, email: `${name}@localhost` },
    message: `Create ${name}`,
    mark: name,
  });
  process.send!(published, () => process.disconnect());
}

const [directory, name, number] = process.argv.slice(2);
void race(directory, name, Number(number));
