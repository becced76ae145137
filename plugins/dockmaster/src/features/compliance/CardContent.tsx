import { Entity } from '@backstage/catalog-model';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { ErrorMessage } from '../../shared/ErrorMessage';
import { ServiceForecast } from './ServiceForecast';
import { ServicePorts } from '../ports';
import { Findings } from './Findings';
import { Loading } from './Loading';
import { Overview } from './Overview';
import { WithoutReport } from './WithoutReport';

/** The card's inside, by what is known. */
export function CardContent(props: {
  entity: Entity;
  service?: ServiceDetail;
  error?: Error;
  isChecking: boolean;
  onRetry: () => void;
}) {
  const { entity, service, error, isChecking, onRetry } = props;
  if (!service)
    return error ? (
      <ErrorMessage error={error} onRetry={onRetry} />
    ) : (
      <Loading />
    );
  return (
    <>
      {error && <ErrorMessage error={error} onRetry={onRetry} />}
      <div aria-live="polite" aria-busy={isChecking}>
        {service.report ? (
          <Overview service={service} report={service.report} />
        ) : (
          <WithoutReport service={service} />
        )}
      </div>
      {service.report && (
        <Findings report={service.report} links={service.links} />
      )}
      <ServicePorts entity={entity} kind={service.report?.kind} />
      {service.report && <ServiceForecast entity={entity} />}
    </>
  );
}
