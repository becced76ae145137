import { Sources, Standard } from '@huleedu/rule-087';
import { ServiceModel, Stage } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { DockerfileText } from './DockerfileText';

/** Numbers that were reserved for a service; a mend never picks one by itself. @public */
export type GivenPorts = { http?: number; database?: number };

/** A service as it is, and all that a mend may look at. */
export type Situation = {
  model: ServiceModel;
  dockerfile: DockerfileText;
  sources: Sources;
  standard: Standard;
  ports: GivenPorts;
};

/** Why nothing is edited. */
export type Refusal = {
  reason: string;
  /** What would have to be given. */
  needs?: keyof GivenPorts;
};

/** What mends a clause that fails: edits of the sources' texts, all of which are made, or why there are none. */
export type Mend = (situation: Situation) => Edit[] | Refusal;

/** The mends of a section, by the id of their clause. */
export type Mends = Record<string, Mend>;

export function refuse(reason: string): Refusal {
  return { reason };
}

export function isRefusal(result: Edit[] | Refusal): result is Refusal {
  return !Array.isArray(result);
}

/** Mends each part; a refusal of one is that of all. */
export function ofEach<T>(
  parts: Iterable<T>,
  mend: (part: T) => Edit[] | Refusal,
): Edit[] | Refusal {
  const edits: Edit[] = [];
  for (const part of parts) {
    const result = mend(part);
    if (isRefusal(result)) return result;
    edits.push(...result);
  }
  return edits;
}

/** Mends a stage of §4 or §5; its clauses apply only where there is one. */
export function ofStage(
  role: 'development' | 'production',
  mend: (stage: Stage, situation: Situation) => Edit[] | Refusal,
): Mend {
  return situation => {
    const stage = situation.model.stages[role];
    return stage ? mend(stage, situation) : refuse(`There is no such stage.`);
  };
}

export function serviceFolder({ model, standard }: Situation): string {
  return `${standard.servicesDirectory}/${model.name}`;
}
