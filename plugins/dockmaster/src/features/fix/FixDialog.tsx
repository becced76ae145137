import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import {
  ButtonLink,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { portManagePermission } from '@huleedu/plugin-dockmaster-common';
import { useFix } from './useFix';
import { useFixTemplate } from './useFixTemplate';
import { FixContent } from './FixContent';
import { PatchActions } from './PatchActions';

/** The dialog's inside. It asks when it is opened, and not before. */
export function FixDialog(props: { entityRef: string; service: string }) {
  const { entityRef, service } = props;
  const answer = useFix(entityRef);
  const { allowed: mayReserve } = useEntityPermission(portManagePermission);
  const template = useFixTemplate(entityRef);
  const { patch = '', remaining = [] } = answer.data ?? {};
  const isFixable = patch !== '' || remaining.some(({ needs }) => needs);
  const form = isFixable ? template : undefined;
  return (
    <>
      <DialogHeader>Fix {service}</DialogHeader>
      <DialogBody>
        <FixContent answer={answer} isPortOffered={mayReserve} />
      </DialogBody>
      {(patch !== '' || form) && (
        <DialogFooter>
          {patch !== '' && (
            <PatchActions patch={patch} name={`${service}.patch`} />
          )}
          {form && <ButtonLink href={form}>Fix this service</ButtonLink>}
        </DialogFooter>
      )}
    </>
  );
}
