import { Sources, Standard } from '@huleedu/rule-087';
import { ServiceModel } from '@huleedu/rule-087/model';
import { GivenPorts, Situation } from './Mend';
import { DockerfileText } from './DockerfileText';

/** What mends look at; undefined where the Dockerfile cannot be read. */
export function situationIn(
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
  ports: GivenPorts,
): Situation | undefined {
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
