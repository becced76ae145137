import type { JSX } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Text } from '@backstage/ui';
import { QueryProvider } from '../../../shared/query';
import { useFix } from '../useFix';
import { FixContent } from '../FixContent';

/** Shows in a form what would change in the files of the service that the form names. */
export function FixPreviewField(
  props: FieldExtensionComponentProps<unknown>,
): JSX.Element {
  const entityRef: string | undefined = props.formContext?.formData?.entityRef;
  return entityRef ? (
    <QueryProvider>
      <Preview entityRef={entityRef} />
    </QueryProvider>
  ) : (
    <Text as="p" variant="body-medium" color="secondary">
      Choose a service, and what would change in its files is shown here.
    </Text>
  );
}

function Preview({ entityRef }: { entityRef: string }) {
  const answer = useFix(entityRef);
  const needsPort = answer.data?.remaining.some(({ needs }) => needs);
  return (
    <>
      <FixContent answer={answer} />
      {needsPort && (
        <Text as="p" variant="body-medium" color="secondary">
          Clauses that lack a port can be fixed once one is reserved, so they
          are not shown here.
        </Text>
      )}
    </>
  );
}
