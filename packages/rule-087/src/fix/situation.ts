import { ServiceModel } from '../model/ServiceModel';
import { Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { GivenPorts, Situation } from './Mend';
import { DockerfileText } from './text/DockerfileText';

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
