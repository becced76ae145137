import { createExampleCopy, dirtyPaths } from '@internal/portal-test-utils';
import { WorkingCopy } from '../WorkingCopy';

/** The example fleet as a working copy in this directory. */
export async function createExampleWorkingCopy(
  directory: string,
): Promise<WorkingCopy> {
  await createExampleCopy(directory);
  return new WorkingCopy({ directory, branch: 'main' });
}

/** Paths of a working copy that differ from its latest commit. */
export const dirtyPathsOf = (copy: WorkingCopy) => dirtyPaths(copy.directory);
