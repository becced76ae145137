import { Step } from './DockerfileModel';
import { joinPath } from './joinPath';
import { ShellCommand } from './shellCommands';
import { knownValue, unknownValue, Value } from './Value';

/** Computed once a RUN: a script may hold thousands of commands. */
const directories = new WeakMap<Step, Map<ShellCommand, Value>>();

/** The folder in which a command of a RUN runs: the step's, after the `cd` before it. */
export function directoryOf(step: Step, command: ShellCommand): Value {
  let known = directories.get(step);
  if (!known) {
    known = new Map();
    let at = step.workdir;
    for (const each of step.commands) {
      known.set(each, at);
      if (each.name === 'cd') at = pathIn(at, each.words.at(-1)?.text ?? '~');
    }
    directories.set(step, known);
  }
  return known.get(command) ?? step.workdir;
}

/** A path that a script names, from the folder in which it does. */
export function pathIn(directory: Value, path: string): Value {
  return joinPath(
    directory,
    /[$~*?]/.test(path) ? unknownValue([path]) : knownValue(path),
  );
}
