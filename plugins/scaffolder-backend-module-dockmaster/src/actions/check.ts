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

/** Judges the service of earlier steps before it is published. */
export function createCheckAction(options: {
  config: ModuleConfig;
  urlReader: UrlReaderService;
}) {
  const { config, urlReader } = options;
  return createTemplateAction({
    id: 'dockmaster:check',
    description:
      'Judges the service in the workspace, together with the files of the monorepo, by rule 087. The task fails with the findings if a required clause fails or is undecided. ' +
      'After dockmaster:service:fix it fails only if a clause got worse, because not everything can be fixed.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        failOn: z =>
          z
            .enum(['must', 'should', 'optional'])
            .optional()
            .describe(
              'The lowest severity whose findings fail the task. By default must',
            ),
      },
      output: {
        conforms: z =>
          z
            .boolean()
            .describe(
              'True, or the task fails. After dockmaster:service:fix it is false if a required clause still fails',
            ),
        score: z =>
          z
            .number()
            .optional()
            .describe('0 to 100, as on the page of the service'),
        findings: z =>
          z.array(z.string()).describe('Findings that do not fail the task'),
      },
    },
    async handler(ctx) {
      const set = await readChangeSet(ctx.workspacePath);
      if (set.request.action === 'retire') {
        ctx.logger.info('The service is retired, so there is nothing to judge');
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
          `${service} violates rule ${id} (${version})${
            isFix ? ' in clauses that passed before' : ''
          }. Nothing was published.\n${failures.join('\n')}`,
        );
      }
      const findings = findingsOf(report);
      for (const finding of findings) ctx.logger.warn(finding);
      const passed = report.clauses.filter(({ verdict }) => verdict === 'pass');
      ctx.logger.info(
        `${service} ${
          conforms ? 'follows' : 'does not follow'
        } rule ${id} (${version}): score ${score} of 100, ${passed.length} of ${
          report.clauses.length
        } clauses pass, ${findings.length} findings`,
      );
      ctx.output('conforms', conforms === true);
      if (score !== null) ctx.output('score', score);
      ctx.output('findings', findings);
    },
  });
}
