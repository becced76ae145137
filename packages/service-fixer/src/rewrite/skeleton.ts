import { Standard } from '@huleedu/rule-087';
import {
  aptVerb,
  classify,
  installsPdm,
  Instruction,
  isPdmInstall,
  pdmVerb,
  readDockerfile,
  Step,
} from '@huleedu/rule-087/model';
import { makesUser } from '../steps/users';
import { isBefore, Slot, Target } from './slots';

/** An instruction of the new file. */
export type Block = {
  slot: Slot;
  /** What it copies. */
  of?: string;
  comments: string[];
  lines: string[];
  /** Whether a blank line stands above it. */
  isApart: boolean;
  /** Whether it comes from the generator, and is not the author's. */
  isGenerated: boolean;
  /** Whether the author's comments are above it already. */
  hasNotes?: boolean;
};

export type Skeleton = Record<Target, Block[]>;

/** The generator's Dockerfile by its instructions; undefined where it lacks one of the rule's stages. */
export function skeletonOf(
  content: string,
  standard: Standard,
): Skeleton | undefined {
  const model = readDockerfile('Dockerfile', content);
  const lines = content.split('\n');
  let last = 0;
  const blockOf = (
    instruction: Instruction,
    slot: Slot,
    of?: string,
  ): Block => {
    const first = model.lines.lineAt(instruction.start) - 1;
    const end = model.lines.lineAt(instruction.end - 1);
    const above = lines.slice(last, first);
    last = end;
    return {
      slot,
      of,
      comments: above.filter(line => line.startsWith('#')),
      lines: lines.slice(first, end),
      isApart: above[0]?.trim() === '',
      isGenerated: true,
    };
  };
  const stages = new Map<string, Block[]>();
  for (const stage of model.stages) {
    const blocks = [blockOf(stage.from, 'from')];
    for (const step of stage.steps) {
      const passed = blocks.at(-1)!.slot;
      const block = blockOf(
        step.instruction,
        slotOf(step, passed, standard),
        step.copy?.sources[0]?.shape,
      );
      // Its health checks ask an address that this service may not have.
      if (step.instruction.keyword !== 'HEALTHCHECK') blocks.push(block);
    }
    stages.set(stage.name ?? '', blocks);
  }
  const { base, development, production } = standard.stages;
  const [first, second, third] = [base, development, production].map(name =>
    stages.get(name),
  );
  return first && second && third
    ? { base: first, development: second, production: third }
    : undefined;
}

function slotOf(
  { instruction, commands, copy }: Step,
  passed: Slot,
  standard: Standard,
): Slot {
  const { kind } = classify(copy?.sources[0]?.shape ?? '', standard);
  switch (instruction.keyword) {
    case 'ENV':
      return passed === 'from' ? 'environment' : 'service-environment';
    case 'COPY':
      if (kind === 'metadata') return 'metadata';
      return kind === 'library' ? 'libraries' : 'code';
    case 'RUN':
      if (commands.some(command => aptVerb(command) === 'install'))
        return 'system';
      if (commands.some(installsPdm)) return 'pdm';
      if (commands.some(command => pdmVerb(command) === 'lock')) return 'lock';
      return commands.some(isPdmInstall) || !commands.some(makesUser)
        ? 'install'
        : 'user';
    case 'WORKDIR':
      if (isBefore(passed, 'metadata')) return 'root-folder';
      return isBefore(passed, 'user') ? 'service-folder' : 'runtime-folder';
    case 'USER':
      return 'switch-user';
    case 'EXPOSE':
      return 'expose';
    default:
      return 'command';
  }
}
