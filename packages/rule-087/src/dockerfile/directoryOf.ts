import { Step } from './DockerfileModel';
import { joinPath } from './joinPath';
import { ShellCommand } from './shellCommands';
import { knownValue, unknownValue, Value } from './Value';

/** The folder in which a command of a RUN runs: the step's, after the `cd` before it. */
export function directoryOf(
  { workdir, commands }: Step,
  command: ShellCommand,
): Value {
  return commands
    .slice(0, commands.indexOf(command))
    .filter(({ name }) => name === 'cd')
    .reduce((at, { words }) => pathIn(at, words.at(-1)?.text ?? '~'), workdir);
}

/** A path that a script names, from the folder in which it does. */
export function pathIn(directory: Value, path: string): Value {
  return joinPath(
    directory,
    /[$~*?]/.test(path) ? unknownValue([path]) : knownValue(path),
  );
}
