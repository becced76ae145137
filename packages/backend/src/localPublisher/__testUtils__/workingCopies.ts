import {
  ChangeRequest,
  ChangeSet,
} from '@huleedu/plugin-scaffolder-backend-module-dockmaster/changes';
import * as changeSets from '@internal/portal-test-utils/changeSets';
import { createExampleCopy } from '@internal/portal-test-utils/exampleCopy';
import { WorkingCopy } from '../WorkingCopy';

/** The example fleet as a working copy in this directory. */
export async function createWorkingCopy(
  directory: string,
): Promise<WorkingCopy> {
  await createExampleCopy(directory);
  return new WorkingCopy({ directory, branch: 'main' });
}

/** A change set as an earlier step leaves it, based on what is committed now. */
export async function changeSetFor(
  copy: WorkingCopy,
  request: ChangeRequest,
): Promise<{ set: ChangeSet; files: Map<string, Buffer> }> {
  const source = copy.filesAt(await copy.head());
  return changeSets.changeSetFor(
    { directory: copy.directory, source },
    request,
  );
}
