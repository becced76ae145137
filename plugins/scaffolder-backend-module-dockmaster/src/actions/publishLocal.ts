import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readChangeSet } from '../changes/ChangeSet';
import { ChangeRequest, nameIn } from '../changes/planChanges';
import { readWorkspaceFiles } from '../changes/workspaceFiles';
import { ModuleConfig, WorkingCopySettings } from '../config';
import { chooseMonorepo } from '../monorepo/chooseMonorepo';
import { authorOf } from '../workingCopy/authorOf';
import { preview, publish } from '../workingCopy/publish';
import { WorkingCopy } from '../workingCopy/WorkingCopy';
import { examples } from './publishLocal.examples';

/** Commits what earlier steps wrote to a working copy on this machine. @public */
export function createPublishLocalAction({ config }: { config: ModuleConfig }) {
  return createTemplateAction({
    id: 'dockmaster:publish:local',
    description:
      'Commits the changes of earlier steps to the working copy of the monorepo on this machine, which dockmaster.workingCopies must name. ' +
      'They are computed anew from what is committed there by now, so that tasks at the same time do not overwrite each other. ' +
      'Uncommitted changes in the same files make it refuse. A dry run says which files it would write.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        message: z =>
          z.string().optional().describe('First line of the commit’s message'),
      },
      output: {
        commit: z => z.string().describe('The commit'),
        files: z => z.array(z.string()).describe('The files that it changes'),
      },
    },
    async handler(ctx) {
      const set = await readChangeSet(ctx.workspacePath);
      const monorepo = chooseMonorepo(config.monorepos, set.monorepo);
      const copy = new WorkingCopy(
        await findWorkingCopy(monorepo.url, config.workingCopies),
      );
      const files = await readWorkspaceFiles(ctx.workspacePath);
      const { standard } = config;
      const options = { copy, set, files, standard, monorepo };
      if (ctx.isDryRun) {
        const { parent, paths } = await preview(options);
        ctx.logger.info(`Would be committed onto ${parent}:`);
        for (const path of paths) ctx.logger.info(path);
        ctx.output('commit', parent);
        ctx.output('files', paths);
        return;
      }
      const {
        commit,
        files: published,
        isNew,
      } = await publish({
        ...options,
        author: authorOf(ctx.user),
        message: titleOf(ctx.input.message, set.request),
        mark: [ctx.task.id, ctx.step?.id].filter(Boolean).join('/'),
        signal: ctx.signal,
      });
      ctx.logger.info(
        isNew
          ? `Committed ${commit} to ${copy.branch}: ${published.length} files`
          : `Nothing was left to commit: ${copy.branch} has it already, in ${commit}`,
      );
      ctx.output('commit', commit);
      ctx.output('files', published);
    },
  });
}

/** @throws NotAllowedError where the configuration does not name the working copy behind this URL */
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
    `${url} is no working copy that dockmaster.workingCopies names, so nothing is written there. Use a template that opens a pull request.`,
  );
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** A message of one line: what follows belongs to the action. */
function titleOf(message: string | undefined, request: ChangeRequest): string {
  const name = nameIn(request);
  const standard = {
    create: `Create ${name}`,
    fix: `Fix ${name}`,
    retire: `Retire ${name}`,
  };
  return (
    message?.replace(/\s+/g, ' ').trim().slice(0, 200) ||
    standard[request.action]
  );
}
