import { Clause } from './Clause';
import { ClauseExample, examples } from './examples';
import { sections } from './sections';

/** What people should know of a clause. Plain data. @public */
export type ClauseExplanation = Pick<
  Clause,
  'id' | 'section' | 'title' | 'severity' | 'rationale'
> & {
  /** The rule's heading. */
  sectionTitle: string;
  example: ClauseExample;
  /** A comment that waives the clause. */
  suppression: string;
};

/** The same words for the command line, the documentation and the portal. @public */
export function explainClause(clause: Clause): ClauseExplanation {
  const { id, section, title, severity, rationale } = clause;
  return {
    id,
    section,
    title,
    severity,
    rationale,
    sectionTitle: sections[section],
    example: examples[id],
    suppression: `# dockmaster ignore=${id} reason="…" until=2027-01-31`,
  };
}
