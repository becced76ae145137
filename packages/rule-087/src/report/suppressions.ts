import { DockerfileModel } from '../dockerfile/DockerfileModel';
import { envWords } from '../dockerfile/envWords';
import { SourceText, Token } from '../source/SourceText';
import { ClauseResult, Report } from './Report';
import { Evidence } from '../source/Evidence';
import { Notice } from '../source/Notice';
import { summarize } from './score';

/** `# dockmaster ignore=2.2.apt-packages reason="…" until=2027-01-31` */
type Suppression = {
  clauses: string[];
  comment: Token;
  reason: string;
  /** Last day on which it counts. */
  until?: string;
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
      const [longest] = suppressions
        .filter(
          ({ clauses, lines }) =>
            clauses.includes(result.id) &&
            (!lines ||
              result.evidence.some(
                ({ startLine, endLine }) =>
                  endLine >= lines.first && startLine <= lines.last,
              )),
        )
        .sort((a, b) => lastDay(b).localeCompare(lastDay(a)));
      if (!longest) return result;
      const { reason, until, comment } = longest;
      return {
        ...result,
        verdict: 'waived',
        waiver: {
          verdict: result.verdict,
          reason,
          ...(until && { until }),
          evidence: dockerfile.lines.evidence(comment),
        },
      };
    }),
  };
}

/**
 * Ends the waivers whose last day is over: the verdict is then what it would be without, and a notice says so.
 *
 * @param report - as `judge` gives it without a date
 * @param today - `YYYY-MM-DD`
 *
 * @public
 */
export function expireSuppressions(report: Report, today: string): Report {
  const notices: Notice[] = [];
  const clauses = report.clauses.map(clause => {
    const { waiver, ...result } = clause;
    if (!waiver?.until || waiver.until >= today) return clause;
    const { until, evidence: place, verdict } = waiver;
    const isSaid = notices.some(
      ({ evidence }) => evidence[0]?.startLine === place?.startLine,
    );
    if (!isSaid) notices.push(expired(until, place ? [place] : []));
    return { ...result, verdict };
  });
  return notices.length === 0
    ? report
    : {
        ...report,
        ...summarize(clauses),
        notices: [...report.notices, ...notices],
        clauses,
      };
}

function lastDay({ until }: Suppression): string {
  return until ?? '9999-12-31';
}

function expired(until: string, evidence: Evidence[]): Notice {
  return {
    code: 'suppression-expired',
    severity: 'warning',
    message: `This suppression ended on ${until} and no longer counts.`,
    evidence,
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

    const stray = words
      .slice(1)
      .find(word => !/^(ignore|reason|until)=/.test(word));
    if (stray !== undefined) {
      notice(
        'suppression-setting',
        `${stray} says nothing here. Write: # dockmaster ignore=ID,ID reason="…" until=YYYY-MM-DD`,
      );
    }
    const clauses = setting('ignore')?.split(',').filter(Boolean) ?? [];
    if (clauses.length === 0) {
      notice(
        'suppression-without-clause',
        'This suppression names no clause. Add ignore=ID.',
      );
    }
    for (const id of clauses.filter(item => !known.has(item))) {
      notice('unknown-clause', `There is no clause ${id} to ignore.`);
    }
    const reason = setting('reason');
    if (!reason) {
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
      notices.push(expired(until, [lines.evidence(comment)]));
      return [];
    }
    const line = lines.lineAt(comment.start);
    const isAtTop = spans.length === 0 || line < spans[0].first;
    const target = spans.find(({ last }) => last >= line);
    return [
      { clauses, comment, reason, until, lines: isAtTop ? undefined : target },
    ];
  });
}
