import { ServiceModel } from '../model/ServiceModel';

/** Production, or what stands for it. */
export function productionOf(model: ServiceModel) {
  return model.stages.production ?? model.runtimeStages.at(-1)!;
}
