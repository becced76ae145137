import { Sources, Standard } from '@huleedu/rule-087';
import { ServiceModel, Stage } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { DockerfileText } from './DockerfileText';

/** Numbers that were reserved for a service; a fix never picks one by itself. @public */
export type GivenPorts = { http?: number; database?: number };

/** A service as it is, and all that a fix may look at. */
export type FixContext = {
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

/** What fixes a clause that fails: edits of the sources' texts, all of which are made, or why there are none. */
export type ClauseFix = (fixContext: FixContext) => Edit[] | Refusal;

/** The fixes of a section, by the id of their clause. */
export type ClauseFixes = Record<string, ClauseFix>;

export function refuse(reason: string): Refusal {
  return { reason };
}

export function isRefusal(result: Edit[] | Refusal): result is Refusal {
  return !Array.isArray(result);
}

/** Fixes each part; a refusal of one is that of all. */
export function ofEach<T>(
  parts: Iterable<T>,
  fix: (part: T) => Edit[] | Refusal,
): Edit[] | Refusal {
  const edits: Edit[] = [];
  for (const part of parts) {
    const result = fix(part);
    if (isRefusal(result)) return result;
    edits.push(...result);
  }
  return edits;
}

/** Fixes a stage of §4 or §5; its clauses apply only where there is one. */
export function ofStage(
  role: 'development' | 'production',
  fix: (stage: Stage, fixContext: FixContext) => Edit[] | Refusal,
): ClauseFix {
  return fixContext => {
    const stage = fixContext.model.stages[role];
    return stage ? fix(stage, fixContext) : refuse(`There is no such stage.`);
  };
}

export function serviceFolder({ model, standard }: FixContext): string {
  return `${standard.servicesDirectory}/${model.name}`;
}
