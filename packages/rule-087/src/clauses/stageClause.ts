import { Stage } from '../dockerfile/DockerfileModel';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor } from './decisions';

export type Role = 'development' | 'production';

/** A clause on one of the two runtime stages; not applicable where the stage is missing, which 2.1 reports. */
export function stageClause(
  role: Role,
  clause: Omit<Clause, 'decide' | 'section' | 'id'> & {
    name: string;
    httpOnly?: boolean;
  },
  judge: (stage: Stage, model: ServiceModel, standard: Standard) => Decision,
): Clause {
  const section = role === 'development' ? '4.1' : '5.1';
  const { name, httpOnly, ...rest } = clause;
  return {
    ...rest,
    id: `${section}.${name}`,
    section,
    decide(model, standard) {
      const { notApplicable } = decisionsFor(model);
      const stage = model.stages[role];
      if (!stage)
        return notApplicable(`There is no stage "${standard.stages[role]}".`);
      if (httpOnly && model.kind !== 'http')
        return notApplicable(`A ${model.kind} serves no HTTP port.`);
      return judge(stage, model, standard);
    },
  };
}
