import { DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { useFix } from '../../hooks/useFix';
import { FixContent } from './FixContent';
import { PatchActions } from './PatchActions';
import { TemplateLink } from './TemplateLink';

/** The dialog's inside. It asks when it is opened, and not before. */
export function FixDialog(props: { entityRef: string; service: string }) {
  const { entityRef, service } = props;
  const answer = useFix(entityRef);
  const fix = answer.value;
  return (
    <>
      <DialogHeader>What brings {service} into line</DialogHeader>
      <DialogBody>
        <FixContent answer={answer} />
      </DialogBody>
      {fix && fix.patch !== '' && (
        <DialogFooter>
          <PatchActions patch={fix.patch} name={`${service}.patch`} />
          <TemplateLink entityRef={entityRef} />
        </DialogFooter>
      )}
    </>
  );
}
