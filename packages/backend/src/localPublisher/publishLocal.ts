import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readMonorepoChanges } from '@huleedu/plugin-scaffolder-backend-module-dockmaster';
import { authorOf } from './authorOf';
import { preview, publish } from './publish';
import { examples } from './publishLocal.examples';
import { readWorkingCopies, WorkingCopySettings } from './readWorkingCopies';
import { WorkingCopy } from './WorkingCopy';

/** Commits the changes of earlier steps to a working copy on this machine. */
export function createPublishLocalAction(options: {
  config: RootConfigService;
}) {
  const { config } = options;
  const workingCopies = readWorkingCopies(config);
  return createTemplateAction({
    id: 'dockmaster:publish:local',
    description:
      'Commits the changes of earlier steps to a working copy of the monorepo on this machine. The working copy must be in dockmaster.workingCopies. ' +
      'The changes are computed again from the latest commit, so that simultaneous tasks do not overwrite each other. ' +
      'The action refuses to overwrite uncommitted changes. A dry run lists the files that it would write.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        message: z =>
          z.string().optional().describe('First line of the commit message'),
      },
      output: {
        commit: z => z.string().describe('The commit'),
        files: z => z.array(z.string()).describe('The files that it changes'),
      },
    },
    async handler(ctx) {
      const changes = await readMonorepoChanges(ctx.workspacePath, config);
      const copy = new WorkingCopy(
        await findWorkingCopy(changes.monorepoUrl, workingCopies),
      );
      if (ctx.isDryRun) {
        const { parent, paths } = await preview({ copy, changes });
        ctx.logger.info(`Would be committed onto ${parent}:`);
        for (const path of paths) ctx.logger.info(path);
        ctx.output('commit', parent);
        ctx.output('files', paths);
        return;
      }
      const { commit, files, isNew } = await publish({
        copy,
        changes,
        author: authorOf(ctx.user),
        message: oneLine(ctx.input.message) || changes.title,
        mark: [ctx.task.id, ctx.step?.id].filter(Boolean).join('/'),
        signal: ctx.signal,
      });
      ctx.logger.info(
        isNew
          ? `Committed ${commit} to ${copy.branch}: ${files.length} files`
          : `Nothing was left to commit: ${copy.branch} already contains it, in ${commit}`,
      );
      ctx.output('commit', commit);
      ctx.output('files', files);
    },
  });
}

/** @throws NotAllowedError if the configuration does not name the working copy of this URL */
async function findWorkingCopy(
  url: string,
  settings: WorkingCopySettings[],
): Promise<WorkingCopySettings> {
  const directory = url.startsWith('file:')
    ? await real(resolve(fileURLToPath(url)))
    : undefined;
  for (const candidate of settings) {
    const isMeant = directory === (await real(candidate.directory));
    if (directory !== undefined && isMeant) return { ...candidate, directory };
  }
  throw new NotAllowedError(
    `${url} is not in dockmaster.workingCopies, so nothing is written. Use a template that opens a pull request.`,
  );
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** The last line of a commit message identifies the step, so the rest is one line. */
function oneLine(message: string = ''): string {
  return message.replace(/\s+/g, ' ').trim().slice(0, 200);
}
