import { ShellWord, shellCommands } from '../dockerfile/shellCommands';
import { SourceText, Span } from '../dockerfile/SourceText';
import { Script } from './PyprojectModel';

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
  if (script.isList && script.kind === 'cmd') return [script.texts];
  return script.texts.flatMap(({ text, start }) =>
    // Behind the quotation mark.
    shellCommands(
      SourceText.create([{ text, offset: start + 1 }]),
      () => undefined,
    ).map(({ name, words, ...span }) => [{ text: name, ...span }, ...words]),
  );
}

export type Address = { host?: string; port?: string; span?: Span };

/** What a server is told to bind: `--bind host:port`, `--host` and `--port`. Undefined where it is told nothing. */
function addressIn(words: ShellWord[]): Address | undefined {
  const option = (...names: string[]): ShellWord | undefined => {
    for (const [index, word] of words.entries()) {
      const { text } = word;
      const name = names.find(
        candidate => text === candidate || text.startsWith(`${candidate}=`),
      );
      if (name === undefined) continue;
      const next = words[index + 1];
      if (text !== name) return { ...word, text: text.slice(name.length + 1) };
      return next && { text: next.text, start: word.start, end: next.end };
    }
    return undefined;
  };
  const bind = option('--bind', '-b');
  if (bind) {
    const colon = bind.text.lastIndexOf(':');
    const inBraces =
      bind.text.lastIndexOf('${') < colon &&
      colon < bind.text.lastIndexOf('}') &&
      bind.text.lastIndexOf('${') !== -1;
    const cut = inBraces
      ? bind.text.lastIndexOf(':', bind.text.lastIndexOf('${'))
      : colon;
    return cut <= 0
      ? undefined
      : {
          host: bind.text.slice(0, cut),
          port: bind.text.slice(cut + 1),
          span: bind,
        };
  }
  const host = option('--host', '-h');
  const port = option('--port', '-p');
  return host || port
    ? { host: host?.text, port: port?.text, span: port ?? host }
    : undefined;
}
