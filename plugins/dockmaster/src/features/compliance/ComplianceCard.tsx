import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { QueryProvider } from '../../shared/query';
import { useServiceReport } from './useServiceReport';
import { AllClauses } from './AllClauses';
import { ServiceFix } from '../fix';
import { CardContent } from './CardContent';
import { CardFrame } from './CardFrame';
import { CheckedAt } from './CheckedAt';
import { CheckNowButton } from './CheckNowButton';

/** What a service's files keep of rule 087: the verdict, the worst findings and where they are. */
export function ComplianceCard() {
  const { entity } = useEntity();
  return (
    <QueryProvider>
      <CardOf key={stringifyEntityRef(entity)} entity={entity} />
    </QueryProvider>
  );
}

function CardOf({ entity }: { entity: Entity }) {
  const { service, error, isChecking, check, reload } =
    useServiceReport(entity);
  const dockerfile = service?.report?.files.dockerfile;

  return (
    <CardFrame
      subtitle={dockerfile ? `Rule 087 · ${dockerfile}` : 'Rule 087'}
      action={
        service && <CheckNowButton isChecking={isChecking} onCheck={check} />
      }
      footer={
        service && (
          <>
            <CheckedAt service={service} />
            {service.report && (
              <Flex gap="2">
                <ServiceFix entity={entity} report={service.report} />
                <AllClauses report={service.report} links={service.links} />
              </Flex>
            )}
          </>
        )
      }
    >
      <CardContent
        entity={entity}
        service={service}
        error={error}
        isChecking={isChecking}
        onRetry={reload}
      />
    </CardFrame>
  );
}
