import { clauses } from '@huleedu/rule-087';

/** Where this project is read. */
export const PROJECT = 'https://github.com/huleedu/dockmaster';

/** The page that explains a clause, and the place on it. */
export function clauseLink(id: string): string {
  const section = clauses.find(clause => clause.id === id)?.section;
  return `${PROJECT}/blob/main/docs/clauses/${section}.md#${anchorOf(id)}`;
}

/** As GitHub makes them of headings. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9 -]/g, '');
}
