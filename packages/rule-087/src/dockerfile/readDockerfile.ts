import { dockerfileLimits } from '../source/limits';
import { DockerfileModel } from './DockerfileModel';
import { envPairs } from './envWords';
import { expandWord } from './expandWord';
import { Instruction, readInstructions } from './Instruction';
import { LineIndex } from '../source/LineIndex';
import { refusalOf, refusalOfPairs } from './refusals';
import { scanInstructions } from './scanInstructions';
import { Scope } from './Scope';
import { Span } from '../source/SourceText';
import { Refuse, refusedWord, StageBuilder } from './StageBuilder';
import { StageList } from './StageList';

const KEYWORDS = new Set(
  'FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(
    ' ',
  ),
);

/** The stages of a Dockerfile as the builder would see them: one forward pass over its instructions. */
export function readDockerfile(path: string, content: string): DockerfileModel {
  const scan = scanInstructions(content);
  const lines = LineIndex.create(path, content);
  const problems = [...scan.problems];
  const stages = new StageList();
  if (scan.syntax && !isDockerfileSyntax(scan.syntax)) {
    const { comments } = scan;
    problems.push({
      start: comments[0].start,
      end: comments[0].end,
      code: 'other-syntax',
      message: `The file is written for ${scan.syntax}, which may read it in another way than Docker's own builder does. It is not judged.`,
    });
    return { path, lines, stages: [], comments, instructions: [], problems };
  }
  const instructions = readInstructions(scan);
  const globals = Scope.createGlobal();
  let builder: StageBuilder | undefined;
  let triggered = 0;

  const report = ({ start, end }: Span, code: string, message: string) =>
    problems.push({ start, end, code, message });
  const refuse = (where: Span, message: string) =>
    report(where, 'refused-by-builder', message);

  for (const [index, instruction] of instructions.entries()) {
    if (index + triggered >= dockerfileLimits.instructions) {
      report(
        instruction,
        'too-many-instructions',
        `The file has more than ${dockerfileLimits.instructions} instructions; the rest is not read.`,
      );
      break;
    }
    const refusal = KEYWORDS.has(instruction.keyword) && refusalOf(instruction);
    if (refusal) refuse(instruction, refusal);
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
      if (stages.all.length >= dockerfileLimits.stages) {
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
        refuse,
      });
      stages.add(builder.stage);
      const { source } = builder.stage;
      const triggers = source.kind === 'stage' ? source.stage.triggers : [];
      for (const trigger of triggers) builder.add(trigger);
      triggered += triggers.length;
    } else if (builder) {
      builder.add(instruction);
    } else if (instruction.keyword === 'ARG') {
      addGlobalArguments(instruction, globals, scan.escape, refuse);
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
    stages: stages.all,
    comments: scan.comments,
    instructions,
    problems,
  };
}

/** Docker's own frontends, also from another registry. */
function isDockerfileSyntax(image: string): boolean {
  return /(^|\/)dockerfile(-upstream)?([:@]|$)/.test(image);
}

function addGlobalArguments(
  instruction: Instruction,
  globals: Scope,
  escape: string,
  refuse: Refuse,
) {
  const pairs = envPairs(instruction.body, escape, false);
  const refusal = refusalOfPairs('ARG', pairs);
  if (refusal) refuse(instruction, refusal);
  for (const pair of pairs ?? []) {
    if (pair.value === undefined) {
      globals.setArgument(pair.name, globals.argument(pair.name) ?? 'declared');
      continue;
    }
    const { value, error } = expandWord(pair.value, globals.lookup, escape);
    if (error) refuse(pair, refusedWord(error));
    globals.setArgument(pair.name, value);
  }
}
