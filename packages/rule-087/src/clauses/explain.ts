import { Clause } from './Clause';
import { sections } from './sections';

/** What people should know of a clause. Plain data. @public */
export type ClauseExplanation = Pick<
  Clause,
  'id' | 'section' | 'title' | 'severity' | 'rationale' | 'example'
> & {
  /** The rule's heading. */
  sectionTitle: string;
  /** A comment that waives the clause. */
  suppression: string;
};

/** The same words for the command line, the documentation and the portal. @public */
export function explainClause(clause: Clause): ClauseExplanation {
  const { id, section, title, severity, rationale, example } = clause;
  return {
    id,
    section,
    title,
    severity,
    rationale,
    sectionTitle: sections[section],
    example,
    suppression: `# dockmaster ignore=${id} reason="…" until=2027-01-31`,
  };
}
