import {
  chainOf,
  closureOf,
  Stage,
  Step,
  stepsOf,
} from '../dockerfile/DockerfileModel';
import { isPdmInstall } from '../dockerfile/programs';
import { ShellCommand } from '../dockerfile/shellCommands';
import { Standard } from '../standard/Standard';
import { Copied, copiedFromContext } from './copies';
import { perStage } from './perStage';

/** What happens on the way to one stage, in the builder's order: positions count steps along its chain. */
export type Timeline = {
  stage: Stage;
  steps: Step[];
  copied: Copied[];
  installs: Array<{ step: Step; command: ShellCommand }>;
  /** Position of a step, from 0. */
  at(step: Step): number;
};

function createTimeline(stage: Stage, standard: Standard): Timeline {
  const chain = chainOf(stage);
  const steps = chain.flatMap(link => link.steps);
  const positions = new Map(steps.map((step, index) => [step, index]));
  return {
    stage,
    steps,
    copied: copiedFromContext(chain, standard),
    installs: steps.flatMap(step =>
      step.commands.filter(isPdmInstall).map(command => ({ step, command })),
    ),
    at: step => positions.get(step) ?? -1,
  };
}

export const timelineOf = perStage(createTimeline);

/** A stage's own timeline, then those of the stages that it copies from, and so on. */
export const allTimelines = perStage((stage, standard): Timeline[] => {
  const inChain = new Set(chainOf(stage));
  const copied = stepsOf(closureOf(stage)).flatMap(({ copy }) =>
    copy?.from?.kind === 'stage' && !inChain.has(copy.from.stage)
      ? [copy.from.stage]
      : [],
  );
  return [...new Set([stage, ...copied])].map(tip => timelineOf(tip, standard));
});

/**
 * The timelines on which a runtime stage's dependencies are installed: its own, and those of the stages that it copies from.
 * Its own alone where nothing is installed at all.
 */
export const installTimelines = perStage((stage, standard): Timeline[] => {
  const timelines = allTimelines(stage, standard);
  const installing = timelines.filter(({ installs }) => installs.length > 0);
  return installing.length > 0 ? installing : timelines.slice(0, 1);
});
