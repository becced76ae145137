import { ApiHolder } from '@backstage/core-plugin-api';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { dockmasterApi } from '../../../__testUtils__/dockmasterApi';
import { portOverview } from '../../../__testUtils__/ports';
import { ChosenPorts } from './portChoices';
import { validatePorts } from './validatePorts';

async function faultsOf(
  chosen: ChosenPorts,
  getPorts = async () => portOverview(),
) {
  const faults: string[] = [];
  const apiHolder = {
    get: (ref: { id: string }) =>
      ref.id === dockmasterApiRef.id ? dockmasterApi({ getPorts }) : undefined,
  } as ApiHolder;
  const field = { addError: (message?: string) => faults.push(message ?? '') };
  await validatePorts(chosen, field, {
    apiHolder,
    formData: { name: 'counting_service' },
    schema: {},
  });
  return faults;
}

it.each<[ChosenPorts, RegExp[]]>([
  [{}, []],
  [{ http: 7016 }, []],
  [{ http: 7005 }, [/^7005 cannot be had: it is active, identity-service/]],
  [{ http: 22 }, [/^22 is no number from 7001 to 7020/]],
  [{ http: 7016, database: 1 }, [/^1 is no number from/]],
])('finds in %j what is at fault', async (chosen, expected) => {
  const faults = await faultsOf(chosen);
  expect(faults).toHaveLength(expected.length);
  expected.forEach((pattern, index) => expect(faults[index]).toMatch(pattern));
});

it('leaves it to the task where one may not see the ports', async () => {
  const denied = () => Promise.reject(new Error('no'));
  expect(await faultsOf({ http: 7005 }, denied)).toEqual([]);
});
