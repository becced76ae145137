import { dockerfileLimits } from '../sources/limits';
import { DockerfileModel, Stage } from './DockerfileModel';
import { envPairs } from './envWords';
import { expandWord } from './expandWord';
import { Instruction, readInstructions } from './Instruction';
import { LineIndex } from './LineIndex';
import { scanInstructions } from './scanInstructions';
import { Scope } from './Scope';
import { StageBuilder } from './StageBuilder';

const KEYWORDS = new Set(
  'FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(
    ' ',
  ),
);

/** The stages of a Dockerfile as the builder would see them: one forward pass over its instructions. */
export function readDockerfile(path: string, content: string): DockerfileModel {
  const scan = scanInstructions(content);
  const lines = LineIndex.create(path, content);
  const instructions = readInstructions(scan);
  const problems = [...scan.problems];
  const stages: Stage[] = [];
  const globals = new Scope();
  let builder: StageBuilder | undefined;

  const report = (instruction: Instruction, code: string, message: string) =>
    problems.push({
      start: instruction.start,
      end: instruction.end,
      code,
      message,
    });

  for (const [index, instruction] of instructions.entries()) {
    if (index >= dockerfileLimits.instructions) {
      report(
        instruction,
        'too-many-instructions',
        `The file has more than ${dockerfileLimits.instructions} instructions; the rest is not read.`,
      );
      break;
    }
    if (!KEYWORDS.has(instruction.keyword)) {
      report(
        instruction,
        'unknown-instruction',
        `${instruction.keyword.slice(
          0,
          40,
        )} is not an instruction that the builder knows.`,
      );
    } else if (instruction.keyword === 'FROM') {
      if (stages.length >= dockerfileLimits.stages) {
        report(
          instruction,
          'too-many-stages',
          `The file has more than ${dockerfileLimits.stages} stages; the rest is not read.`,
        );
        break;
      }
      builder = StageBuilder.create({
        instruction,
        stages,
        globals,
        escape: scan.escape,
        content,
      });
      stages.push(builder.stage);
    } else if (builder) {
      builder.add(instruction);
    } else if (instruction.keyword === 'ARG') {
      addGlobalArguments(instruction, globals, scan.escape);
    } else {
      report(
        instruction,
        'instruction-before-from',
        `${instruction.keyword} stands before the first FROM, where only ARG may.`,
      );
    }
  }
  return {
    path,
    lines,
    stages,
    comments: scan.comments,
    instructions,
    problems,
  };
}

function addGlobalArguments(
  instruction: Instruction,
  globals: Scope,
  escape: string,
) {
  for (const pair of envPairs(instruction.body, escape, false) ?? []) {
    globals.setArgument(
      pair.name,
      pair.value === undefined
        ? 'declared'
        : expandWord(pair.value, globals.lookup, escape).value,
    );
  }
}
