import { EnvPair } from './envWords';
import { Instruction, jsonForm } from './Instruction';

/** What the builder would refuse of an instruction as it is written, in a sentence; undefined where it takes it. */
export function refusalOf({
  keyword,
  body,
  flags,
  heredocs,
}: Instruction): string | undefined {
  const text = body.text.trim();
  switch (keyword) {
    case 'FROM':
      return refuseFrom(text.split(/\s+/).filter(Boolean));
    case 'ENV':
    case 'ARG':
      // Told where their pairs are read.
      return undefined;
    case 'COPY':
    case 'ADD':
      if (flags.get('from')?.text.includes('$')) {
        return '--from takes no variable. Name a stage FROM the variable, and copy from that.';
      }
      return (jsonForm(text) ?? text.split(/\s+/)).length < 2
        ? `${keyword} takes at least one source and a destination.`
        : undefined;
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
      return holdsMoreThanStrings(text)
        ? `${keyword} in exec form takes strings alone: put each argument in double quotes.`
        : undefined;
    case 'SHELL':
      return jsonForm(text)?.length
        ? undefined
        : 'SHELL takes the exec form: write SHELL ["/bin/bash", "-c"].';
    case 'HEALTHCHECK':
      return /^(NONE$|CMD(\s|$))/i.test(text)
        ? undefined
        : 'HEALTHCHECK takes NONE, or CMD and a command.';
    case 'ONBUILD':
      return /^(FROM|ONBUILD|MAINTAINER)?(\s|$)/i.test(text)
        ? 'ONBUILD takes another instruction, and neither FROM nor ONBUILD.'
        : undefined;
    default:
      return text === '' && heredocs.length === 0
        ? `${keyword} takes an argument.`
        : undefined;
  }
}

/** As {@link refusalOf}, of what ENV or ARG was split into; undefined pairs are none at all. */
export function refusalOfPairs(
  keyword: string,
  pairs: EnvPair[] | undefined,
): string | undefined {
  if (pairs?.every(({ name }) => name)) return undefined;
  return keyword === 'ENV'
    ? 'ENV takes pairs: write ENV NAME=value, with quotes around a value that holds a blank.'
    : 'ARG takes names: write ARG NAME or ARG NAME=default.';
}

function refuseFrom(words: string[]): string | undefined {
  const [, as, name] = words;
  if (words.length === 1) return undefined;
  if (words.length !== 3 || as.toLowerCase() !== 'as') {
    return 'FROM takes an image, or an image, AS and a name.';
  }
  return /^[a-z][\w.-]*$/i.test(name)
    ? undefined
    : `${name} cannot name a stage: a name begins with a letter and holds letters, digits, "_", "-" and ".".`;
}

/** An array as JSON has it, of something else than strings. */
function holdsMoreThanStrings(text: string): boolean {
  if (!text.startsWith('[') || jsonForm(text)) return false;
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
