import { Stage } from '../dockerfile/DockerfileModel';
import { ServiceModel } from '../model/ServiceModel';

/** Where a stage begins: there a port belongs that nothing declares. */
export const placesIn =
  ({ dockerfile }: ServiceModel) =>
  ({ from }: Stage) =>
    dockerfile.lines.evidence(from);
