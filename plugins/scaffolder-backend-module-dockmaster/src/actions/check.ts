import { UrlReaderService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InputError } from '@backstage/errors';
import { readChangeSet } from '../changes/ChangeSet';
import { findingsOf, isWorseThan } from '../changes/findings';
import { judgeChanges } from '../changes/judgeChanges';
import { readWorkspaceFiles } from '../changes/workspaceFiles';
import { ModuleConfig } from '../config';
import { chooseMonorepo } from '../monorepo/chooseMonorepo';
import { MonorepoFiles } from '../monorepo/MonorepoFiles';
import { examples } from './check.examples';

/** Judges the service that the task has put together, before it is published. @public */
export function createCheckAction(options: {
  config: ModuleConfig;
  urlReader: UrlReaderService;
}) {
  const { config, urlReader } = options;
  return createTemplateAction({
    id: 'dockmaster:check',
    description:
      'Judges the service in the workspace, laid over the monorepo’s files, by rule 087. The task fails with the findings where a must does not hold or cannot be decided; ' +
      'after dockmaster:service:fix only where one no longer does, since not everything can be fixed.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        failOn: z =>
          z
            .enum(['must', 'should', 'optional'])
            .optional()
            .describe(
              'The least severity whose findings fail the task. By default must',
            ),
      },
      output: {
        conforms: z =>
          z
            .boolean()
            .describe(
              'True: else the task has failed. After dockmaster:service:fix false where something remains',
            ),
        score: z =>
          z.number().optional().describe('0 to 100, as on the service’s page'),
        findings: z =>
          z
            .array(z.string())
            .describe('What does not hold and does not fail the task'),
      },
    },
    async handler(ctx) {
      const set = await readChangeSet(ctx.workspacePath);
      if (set.request.action === 'retire') {
        ctx.logger.info('The service is retired, so nothing is to be judged');
        return;
      }
      const monorepo = chooseMonorepo(config.monorepos, set.monorepo);
      const { signal } = ctx;
      const judgeWith = (files: Map<string, Buffer>) =>
        judgeChanges(set, {
          files,
          source: new MonorepoFiles({ urlReader, monorepo, signal }),
          standard: config.standard,
          monorepo,
        });
      const report = await judgeWith(
        await readWorkspaceFiles(ctx.workspacePath),
      );
      const isFix = set.request.action === 'fix';
      const isNew = isFix
        ? isWorseThan(await judgeWith(new Map()))
        : () => true;
      const severities = ['must', 'should', 'optional'];
      const least = severities.indexOf(ctx.input.failOn ?? 'must');
      const failures = findingsOf(
        report,
        clause => severities.indexOf(clause.severity) <= least && isNew(clause),
      );
      const { service, conforms, score } = report;
      const { id, version } = report.standard;
      if (failures.length > 0 || (!isFix && conforms !== true)) {
        throw new InputError(
          `${service} does not keep rule ${id} (${version})${
            isFix ? ' where it did' : ''
          }; nothing was published.\n${failures.join('\n')}`,
        );
      }
      const findings = findingsOf(report);
      for (const finding of findings) ctx.logger.warn(finding);
      const held = report.clauses.filter(({ verdict }) => verdict === 'pass');
      ctx.logger.info(
        `${service} ${
          conforms ? 'keeps' : 'does not yet keep'
        } rule ${id} (${version}): score ${score} of 100, ${held.length} of ${
          report.clauses.length
        } clauses hold, ${findings.length} findings`,
      );
      ctx.output('conforms', conforms === true);
      if (score !== null) ctx.output('score', score);
      ctx.output('findings', findings);
    },
  });
}
