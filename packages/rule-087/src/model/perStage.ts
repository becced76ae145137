import { Stage } from '../dockerfile/DockerfileModel';
import { Standard } from '../standard/Standard';

/** Many clauses ask the same of a stage: it is computed once. A stage belongs to one model, and a model is judged by one standard. */
export function perStage<T>(
  compute: (stage: Stage, standard: Standard) => T,
): (stage: Stage, standard: Standard) => T {
  return (stage, standard) => {
    if (!stage.derived.has(compute)) {
      stage.derived.set(compute, compute(stage, standard));
    }
    return stage.derived.get(compute) as T;
  };
}
