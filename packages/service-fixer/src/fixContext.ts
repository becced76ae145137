import { Sources, Standard } from '@huleedu/rule-087';
import { ServiceModel } from '@huleedu/rule-087/model';
import { GivenPorts, FixContext } from './ClauseFix';
import { DockerfileText } from './DockerfileText';

/** What fixes look at; undefined where the Dockerfile cannot be read. */
export function fixContextIn(
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
  ports: GivenPorts,
): FixContext | undefined {
  const { dockerfile } = sources;
  return dockerfile.state !== 'present' || model.unreadable
    ? undefined
    : {
        model,
        sources,
        standard,
        ports,
        dockerfile: new DockerfileText(dockerfile.content, model.dockerfile),
      };
}
