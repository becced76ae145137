import { ShellWord, shellCommands } from '../dockerfile/shellCommands';
import { Span } from '../source/SourceText';
import { splitOutside } from '../compose/interpolate';
import { Script } from '../pyproject/PyprojectModel';

/** The address that a script tells its server to bind; undefined where it leaves that to the program. */
export function addressOf(script: Script): Address | undefined {
  return wordsOf(script).flatMap(words => addressIn(words) ?? [])[0];
}

/** The one variable that a word is, as PDM expands it: `${X}`; a shell knows `$X` and `${X:-d}` too. */
export function variableIn(word: string, isShell: boolean): string | undefined {
  const plain = /^\$\{([A-Za-z_]\w*)\}$/.exec(word)?.[1];
  if (plain || !isShell) return plain;
  return /^\$\{?([A-Za-z_]\w*)(:?[-=].*\})?$/.exec(word)?.[1];
}

/** The words of each command that a script runs. */
function wordsOf(script: Script): ShellWord[][] {
  if (script.isList && script.kind === 'cmd') {
    return [
      script.texts.map(source => ({
        text: source.text,
        ...source.span(0, source.text.length),
      })),
    ];
  }
  return script.texts.flatMap(source =>
    shellCommands(source, () => undefined).map(({ name, words, ...span }) => [
      { text: name, ...span },
      ...words,
    ]),
  );
}

export type Address = {
  host?: string;
  port?: string;
  /** Of the port with its option, or of the address where it has one. */
  span?: Span;
  hostSpan?: Span;
};

/** What a server is told to bind: `--bind host:port`, `--host` and `--port`. Undefined where it is told nothing. */
function addressIn(words: ShellWord[]): Address | undefined {
  const option = (long: string, short: string): ShellWord | undefined => {
    for (const [index, word] of words.entries()) {
      const { text } = word;
      if (text === long || text === short) {
        const next = words[index + 1];
        return next && { text: next.text, start: word.start, end: next.end };
      }
      if (text.startsWith(`${long}=`))
        return { ...word, text: text.slice(long.length + 1) };
      // `-b0.0.0.0:80`
      if (text.startsWith(short) && /^-\w=?[\d.:[$]/.test(text))
        return { ...word, text: text.slice(short.length).replace(/^=/, '') };
    }
    return undefined;
  };
  const bind = option('--bind', '-b');
  if (bind) {
    const parts = splitOutside(bind.text, ':');
    const port = parts.pop();
    return parts.length === 0
      ? { host: bind.text, span: bind, hostSpan: bind }
      : { host: parts.join(':'), port, span: bind, hostSpan: bind };
  }
  const host = option('--host', '-h');
  const port = option('--port', '-p');
  return host || port
    ? {
        host: host?.text,
        port: port?.text,
        span: port ?? host,
        hostSpan: host,
      }
    : undefined;
}
