import {
  type Assignment,
  type Command,
  type CommandArgument,
  parse,
} from 'unbash';
import { Lookup, expandWord } from './expandWord';
import { SourceText, Span } from '../source/SourceText';
import { unknownValue, Value } from '../source/Value';

/** A word of a command, its variables expanded where they can be. */
export type ShellWord = Span & { text: string };

/** One simple command of a script. */
export type ShellCommand = Span & {
  /** The program without its folder: `apt-get` for `/usr/bin/apt-get`. */
  name: string;
  words: ShellWord[];
  /** Runs in a branch of `if` or `case`, or after `||`. */
  conditional: boolean;
  /** `exec` stands before it: it takes the shell's place. */
  replacesShell: boolean;
  /** `NAME=value` before the command. */
  assignments: string[];
  /** Files that its output goes into. */
  writesTo: string[];
};

/** Nodes of unbash as far as walking them takes. */
type ShellNode = { type: string; [field: string]: unknown };

/** Programs that run the command given to them as arguments: their options with a value, and what else stands before the command. */
const WRAPPERS = new Map<string, { valued: string[]; operands: number }>(
  Object.entries({
    sudo: { valued: ['-u', '-g', '-h', '-p', '-C', '-T'], operands: 0 },
    doas: { valued: ['-u', '-C'], operands: 0 },
    exec: { valued: ['-a'], operands: 0 },
    command: { valued: [], operands: 0 },
    env: { valued: ['-u', '-C', '--unset', '--chdir'], operands: 0 },
    time: { valued: ['-f', '-o'], operands: 0 },
    nice: { valued: ['-n'], operands: 0 },
    ionice: { valued: ['-c', '-n'], operands: 0 },
    nohup: { valued: [], operands: 0 },
    stdbuf: { valued: ['-i', '-o', '-e'], operands: 0 },
    timeout: { valued: ['-s', '-k'], operands: 1 },
    xargs: { valued: ['-a', '-d', '-E', '-I', '-L', '-n', '-P'], operands: 0 },
    eatmydata: { valued: [], operands: 0 },
    gosu: { valued: [], operands: 1 },
    'su-exec': { valued: [], operands: 1 },
    setpriv: { valued: [], operands: 0 },
    chroot: { valued: [], operands: 1 },
  }),
);
/** What runs a script given behind `-c`. */
const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'su', 'runuser']);

/** A script inside a script is followed this deep. */
const DEEPEST = 4;

/** Every simple command of a shell script, in the order in which it is written. */
export function shellCommands(
  source: SourceText,
  lookup: Lookup,
  depth = 0,
): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const variables = new Map<string, Value>();
  const lookupHere: Lookup = name =>
    variables.get(name) ?? lookup(name) ?? unknownValue([name]);
  const assign = (text: string, conditional: boolean) => {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(text) ?? [];
    if (name === undefined) return;
    variables.set(
      name,
      conditional || /[`(]/.test(value)
        ? unknownValue([name])
        : expandWord(value, lookupHere, '\\').value,
    );
  };
  const addCommand = (node: Command, conditional: boolean) => {
    const words = [...(node.name ? [node.name] : []), ...node.args].map(
      word => ({
        text: expandShellWord(word, lookupHere),
        ...source.span(word.pos, word.end),
      }),
    );
    const assignments = node.prefix
      .filter((part): part is Assignment => part.type === 'Assignment')
      .map(({ text }) => text);
    if (words.length === 0) {
      for (const text of assignments) assign(text, conditional);
    } else if (words[0].text === 'export') {
      for (const { text } of node.args) assign(text, conditional);
    }
    const command = unwrap(words);
    if (command.length === 0) return;
    const [first, ...rest] = command;
    const name = first.text.slice(first.text.lastIndexOf('/') + 1);
    commands.push({
      name,
      words: rest,
      conditional,
      replacesShell: words[0].text === 'exec',
      assignments,
      writesTo: node.redirects.flatMap(redirect =>
        redirect.type === 'Redirect' &&
        redirect.target &&
        /^&?>[>|]?$/.test(redirect.operator) &&
        redirect.target.value !== '/dev/null'
          ? [expandShellWord(redirect.target, lookupHere)]
          : [],
      ),
      ...source.span(node.pos, node.end),
    });
    if (SHELLS.has(name) && depth < DEEPEST) {
      const flag = rest.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
      const script = flag === -1 ? undefined : rest[flag + 1];
      if (script) {
        const inner = SourceText.create([
          { text: script.text, offset: script.start },
        ]);
        for (const found of shellCommands(inner, lookupHere, depth + 1)) {
          commands.push({ ...found, start: script.start, end: script.end });
        }
      }
    }
  };
  const visit = (node: unknown, conditional: boolean): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item, conditional);
      return;
    }
    if (!isNode(node)) return;
    switch (node.type) {
      case 'Command':
        addCommand(node as unknown as Command, conditional);
        return;
      case 'AndOr': {
        const operators = node.operators as string[];
        let after = conditional;
        (node.commands as unknown[]).forEach((command, index) => {
          if (operators[index - 1] === '||') after = true;
          visit(command, after);
        });
        return;
      }
      case 'If':
        visit(node.clause, conditional);
        visit(node.then, true);
        visit(node.elif, true);
        visit(node.else, true);
        return;
      case 'Elif':
        visit(node.clause, true);
        visit(node.then, true);
        return;
      case 'Case':
        visit(node.items, true);
        return;
      default:
        for (const field of ['commands', 'command', 'clause', 'body']) {
          visit(node[field], conditional);
        }
    }
  };
  visit(parse(source.text), false);
  return commands;
}

function isNode(node: unknown): node is ShellNode {
  return typeof node === 'object' && node !== null;
}

/** The command behind `sudo -u app`, `env A=1`, `timeout 30` and their like. */
function unwrap(words: ShellWord[]): ShellWord[] {
  let rest = words;
  let wrapper = WRAPPERS.get(rest[0]?.text);
  while (rest.length > 1 && wrapper) {
    let at = 1;
    while (at < rest.length && /^(-|\w+=)/.test(rest[at].text)) {
      at += wrapper.valued.includes(rest[at].text) ? 2 : 1;
    }
    rest = rest.slice(at + wrapper.operands);
    wrapper = WRAPPERS.get(rest[0]?.text);
  }
  return rest;
}

/** The shell knows more variables than the file does; a word that names one of those keeps its text. */
function expandShellWord(word: CommandArgument, lookup: Lookup): string {
  if (!word.text.includes('$')) return valueOf(word);
  const { value } = expandWord(word.text, lookup, '\\');
  return value.known ? value.text : valueOf(word);
}

/** The word without its quotes. `export A="b c"` has an assignment in place of a word. */
function valueOf(word: CommandArgument): string {
  if (word.type === 'Word') return word.value;
  return word.value.type === 'Word'
    ? `${word.name}=${word.value.value}`
    : word.text;
}
