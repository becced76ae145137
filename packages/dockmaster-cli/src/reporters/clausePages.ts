import { ClauseExplanation } from '@huleedu/rule-087';
import { anchorOf } from './clauseLink';

const LANGUAGES = {
  dockerfile: 'dockerfile',
  compose: 'yaml',
  pyproject: 'toml',
} as const;

/** The documentation of the clauses: a page for each section of the rule, and one that lists them. File name → Markdown. */
export function clausePages(clauses: ClauseExplanation[]): Map<string, string> {
  const sections = new Map<string, ClauseExplanation[]>();
  for (const clause of clauses) {
    sections.set(clause.section, [
      ...(sections.get(clause.section) ?? []),
      clause,
    ]);
  }
  const ordered = [...sections].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  return new Map([
    ['README.md', overview(ordered)],
    ...ordered.map(([section, members]): [string, string] => [
      `${section}.md`,
      page(members),
    ]),
  ]);
}

const PRINTED =
  '<!-- Printed by `yarn dockmaster clauses --write-pages docs/clauses`; edit packages/rule-087/src/clauses instead. -->';

function overview(sections: Array<[string, ClauseExplanation[]]>): string {
  const rows = sections.flatMap(([section, clauses]) =>
    clauses.map(
      ({ id, title, severity }) =>
        `| [${id}](${section}.md#${anchorOf(id)}) | ${severity} | ${title} |`,
    ),
  );
  return `${PRINTED}

# The clauses of rule 087

| Clause | Severity | |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function page(clauses: ClauseExplanation[]): string {
  const [{ section, sectionTitle }] = clauses;
  return `${PRINTED}

# ${section} ${sectionTitle}
${clauses.map(entry).join('')}`;
}

function entry({
  id,
  title,
  severity,
  rationale,
  example,
  suppression,
}: ClauseExplanation): string {
  const language = LANGUAGES[example.file];
  const block = (text: string) =>
    `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
  const fails =
    example.fails.trim() === ''
      ? 'Fails without it.'
      : `Fails:\n\n${block(example.fails)}`;
  return `
## ${id}

**${title}** (${severity}). ${rationale}

Passes:

${block(example.passes)}

${fails}

To waive it: \`${suppression}\`
`;
}
