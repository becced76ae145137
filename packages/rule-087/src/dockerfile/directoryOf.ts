import { onceAStage, Step } from './DockerfileModel';
import { joinPath } from './joinPath';
import { ShellCommand } from './shellCommands';
import { knownValue, unknownValue, Value } from '../source/Value';

/** A path that a script names, from the folder in which it does. */
export function pathIn(directory: Value, path: string): Value {
  return joinPath(
    directory,
    /[$~*?]/.test(path) ? unknownValue([path]) : knownValue(path),
  );
}

/** Of every command of a stage, since a script may hold thousands. */
const directoriesIn = onceAStage(({ steps }) => {
  const directories = new Map<ShellCommand, Value>();
  for (const { commands, workdir } of steps) {
    let at = workdir;
    for (const command of commands) {
      directories.set(command, at);
      if (command.name === 'cd') {
        at = pathIn(at, command.words.at(-1)?.text ?? '~');
      }
    }
  }
  return directories;
});

/** The folder in which a command of a RUN runs: the step's, after the `cd` before it. */
export function directoryOf(step: Step, command: ShellCommand): Value {
  return directoriesIn(step.stage).get(command) ?? step.workdir;
}
