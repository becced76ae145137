import { DockerfileModel } from '../dockerfile/DockerfileModel';
import { envWords } from '../dockerfile/envWords';
import { SourceText, Token } from '../dockerfile/SourceText';
import { ClauseResult, Notice } from './Report';

/** `# dockmaster ignore=2.2.apt-packages reason="…" until=2027-01-31` */
type Suppression = {
  clauses: string[];
  comment: Token;
  /** First and last line that it speaks of; the whole file where it stands above the first instruction. */
  lines?: { first: number; last: number };
};

/** Waives what the author of the Dockerfile gave a reason for, and tells of suppressions that do not count. */
export function applySuppressions(
  results: ClauseResult[],
  dockerfile: DockerfileModel,
  known: Set<string>,
  today: string | undefined,
): { results: ClauseResult[]; notices: Notice[] } {
  const notices: Notice[] = [];
  const suppressions = readSuppressions(dockerfile, known, today, notices);
  return {
    notices,
    results: results.map(result => {
      if (result.verdict !== 'fail' && result.verdict !== 'unknown')
        return result;
      const isWaived = suppressions.some(
        ({ clauses, lines }) =>
          clauses.includes(result.id) &&
          (!lines ||
            result.evidence.some(
              ({ startLine, endLine }) =>
                endLine >= lines.first && startLine <= lines.last,
            )),
      );
      return isWaived ? { ...result, verdict: 'waived' } : result;
    }),
  };
}

function readSuppressions(
  dockerfile: DockerfileModel,
  known: Set<string>,
  today: string | undefined,
  notices: Notice[],
): Suppression[] {
  const { lines, comments, instructions } = dockerfile;
  const spans = instructions.map(instruction => ({
    first: lines.lineAt(instruction.start),
    last: lines.lineAt(instruction.end),
  }));
  return comments.flatMap(comment => {
    const words = envWords(
      SourceText.create([
        { text: comment.text.trimStart().slice(1), offset: comment.start + 1 },
      ]),
      '\\',
    ).map(({ text }) => text);
    if (words[0] !== 'dockmaster') return [];
    const setting = (name: string) =>
      words
        .find(word => word.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .replace(/^(["'])(.*)\1$/, '$2');
    const notice = (code: string, message: string) =>
      notices.push({
        code,
        severity: 'warning',
        message,
        evidence: [lines.evidence(comment)],
      });

    const clauses = setting('ignore')?.split(',').filter(Boolean) ?? [];
    for (const id of clauses.filter(item => !known.has(item))) {
      notice('unknown-clause', `There is no clause ${id} to ignore.`);
    }
    if (!setting('reason')) {
      notice(
        'suppression-without-reason',
        'This suppression does not count, since it gives no reason. Add reason="…".',
      );
      return [];
    }
    const until = setting('until');
    if (until !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(until)) {
      notice(
        'suppression-date',
        `until=${until} is no date. Write until=YYYY-MM-DD.`,
      );
      return [];
    }
    if (until !== undefined && today !== undefined && until < today) {
      notice(
        'suppression-expired',
        `This suppression ended on ${until} and no longer counts.`,
      );
      return [];
    }
    const line = lines.lineAt(comment.start);
    const isAtTop = spans.length === 0 || line < spans[0].first;
    const target = spans.find(({ last }) => last >= line);
    return [{ clauses, comment, lines: isAtTop ? undefined : target }];
  });
}
