import { DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { useFix } from '../../hooks/useFix';
import { FixContent } from './FixContent';
import { PatchActions } from './PatchActions';
import { TemplateLink } from './TemplateLink';

/** The dialog's inside. It asks when it is opened, and not before. */
export function FixDialog(props: { entityRef: string; service: string }) {
  const { entityRef, service } = props;
  const answer = useFix(entityRef);
  const { patch = '', remaining = [] } = answer.value ?? {};
  const needsPort = remaining.some(({ needs }) => needs);
  return (
    <>
      <DialogHeader>What brings {service} into line</DialogHeader>
      <DialogBody>
        <FixContent answer={answer} isPortOffered />
      </DialogBody>
      {(patch !== '' || needsPort) && (
        <DialogFooter>
          {patch !== '' && (
            <PatchActions patch={patch} name={`${service}.patch`} />
          )}
          <TemplateLink entityRef={entityRef} />
        </DialogFooter>
      )}
    </>
  );
}
