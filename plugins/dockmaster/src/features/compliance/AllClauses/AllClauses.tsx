import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import { ClauseList } from './ClauseList';

/** A button that opens every clause of the rule with its verdict. */
export function AllClauses(props: {
  report: Report;
  links: Record<string, string>;
}) {
  const { report, links } = props;
  return (
    <DialogTrigger>
      <Button variant="tertiary">All {report.clauses.length} clauses</Button>
      <Dialog width={860} height="80vh">
        <DialogHeader>All clauses: {report.service}</DialogHeader>
        <DialogBody>
          <ClauseList report={report} links={links} />
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
