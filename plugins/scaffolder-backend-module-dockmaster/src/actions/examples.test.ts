import { createMockDirectory } from '@backstage/backend-test-utils';
import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import {
  createExampleCopy,
  dirtyPaths,
  startPortal,
} from '@internal/portal-test-utils';
import { scaffolderModuleDockmaster } from '../module';
import { examples as check } from './check.examples';
import { examples as portsConfirm } from './portsConfirm.examples';
import { examples as portsRelease } from './portsRelease.examples';
import { examples as portsRenew } from './portsRenew.examples';
import { examples as portsReserve } from './portsReserve.examples';
import { examples as serviceAwait } from './serviceAwait.examples';
import { examples as serviceCreate } from './serviceCreate.examples';
import { examples as serviceFix } from './serviceFix.examples';
import { examples as serviceRetire } from './serviceRetire.examples';

jest.setTimeout(60_000);

const directory = createMockDirectory();
const [reserve] = portsReserve;
const [create] = serviceCreate;

const cases: Array<[string, TemplateExample[], TemplateExample[]]> = [
  ['ports:reserve', [], portsReserve],
  ['ports:confirm', [reserve], portsConfirm],
  ['ports:renew', [reserve], portsRenew],
  ['ports:release', [reserve], portsRelease],
  ['service:create', [reserve], serviceCreate],
  ['service:fix', [], serviceFix],
  ['service:retire', [], serviceRetire],
  ['check', [reserve, create], check],
  ['service:await', [reserve], serviceAwait],
];

let copy: string;
let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  copy = await createExampleCopy(directory.resolve('copy'));
  portal = await startPortal(copy, { modules: [scaffolderModuleDockmaster] });
});

it.each(cases)('runs the examples of dockmaster:%s', async (_, before, all) => {
  for (const example of all) {
    const steps = [...before, example].flatMap(
      item => parse(item.example).steps,
    );
    const template = {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'example' },
      spec: { type: 'service', owner: 'platform', parameters: {}, steps },
    };
    const { body, status } = await portal.dryRun(template, {});
    expect([example.description, status, body.error]).toEqual([
      example.description,
      200,
      undefined,
    ]);
  }
  expect(await portal.reservations()).toEqual([]);
  expect(await dirtyPaths(copy)).toEqual([]);
});
