import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ClauseExplanation, clauses, explainClause } from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { Environment, UsageError } from '../Environment';
import { clausePages } from '../reporters/clausePages';

type ClausesOptions = { format: string; writePages?: string };

/** `dockmaster clauses [ID…]`: what the rule wants, and why. */
export function addClausesCommand(program: Command, { cwd, out }: Environment) {
  program
    .command('clauses')
    .description('print what each clause wants, and why')
    .argument('[id...]', 'clause ids; all by default')
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option(
      '--write-pages <directory>',
      'write the documentation of the clauses, a page for each section',
    )
    .action(async (ids: string[], options: ClausesOptions) => {
      const { format, writePages } = options;
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
      const explained = chosen.map(explainClause);
      if (writePages !== undefined) {
        const directory = resolve(cwd, writePages);
        await mkdir(directory, { recursive: true });
        for (const [name, page] of clausePages(explained)) {
          await writeFile(join(directory, name), page);
        }
        return;
      }
      out(
        format === 'json'
          ? `${JSON.stringify({ clauses: explained }, null, 2)}\n`
          : explained.map(ids.length > 0 ? inFull : inShort).join(''),
      );
    });
}

function inShort({ id, title, severity }: ClauseExplanation): string {
  return `${id} (${severity}): ${title}\n`;
}

function inFull({
  id,
  title,
  severity,
  rationale,
  example,
  suppression,
}: ClauseExplanation): string {
  const indent = (text: string) => text.trimEnd().replace(/^/gm, '    ');
  return [
    `${id} (${severity}): ${title}`,
    `  ${rationale}`,
    '  Fails:',
    indent(example.fails),
    '  Passes:',
    indent(example.passes),
    '  To waive it, above the instruction or at the top of the Dockerfile:',
    indent(suppression),
    '',
    '',
  ].join('\n');
}
