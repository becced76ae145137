import { clauses } from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { Environment, UsageError } from '../Environment';

/** `dockmaster clauses [ID…]`: what the rule wants, and why. */
export function addClausesCommand(program: Command, { out }: Environment) {
  program
    .command('clauses')
    .description('print what each clause wants, and why')
    .argument('[id...]', 'clause ids; all by default')
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action((ids: string[], { format }: { format: string }) => {
      const unknown = ids.filter(id => !clauses.some(item => item.id === id));
      if (unknown.length > 0) {
        throw new UsageError(
          `there is no clause ${unknown.join(
            ', ',
          )}; "dockmaster clauses" lists all of them`,
        );
      }
      const chosen = clauses.filter(
        ({ id }) => ids.length === 0 || ids.includes(id),
      );
      if (format === 'json') {
        const items = chosen.map(
          ({ id, section, title, severity, rationale }) => ({
            id,
            section,
            title,
            severity,
            rationale,
          }),
        );
        out(`${JSON.stringify({ clauses: items }, null, 2)}\n`);
        return;
      }
      for (const { id, title, severity, rationale } of chosen) {
        out(`${id} (${severity}): ${title}\n    ${rationale}\n`);
      }
    });
}
