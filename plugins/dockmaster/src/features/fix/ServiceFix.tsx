import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Button, Dialog, DialogTrigger } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import { FixDialog } from './FixDialog';

/** A button that opens a service's fix; left out if no clause fails. */
export function ServiceFix(props: { entity: Entity; report: Report }) {
  const { entity, report } = props;
  if (!report.clauses.some(({ verdict }) => verdict === 'fail')) return null;
  return (
    <DialogTrigger>
      <Button variant="secondary">Show the fix</Button>
      <Dialog width={1000}>
        <FixDialog
          entityRef={stringifyEntityRef(entity)}
          service={report.service}
        />
      </Dialog>
    </DialogTrigger>
  );
}
