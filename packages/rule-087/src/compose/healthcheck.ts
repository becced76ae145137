import { Evidence } from '../source/Evidence';
import { itemsOf, textOf, Tree } from '../source/Tree';
import { ComposeHealthcheck, Text } from './ComposeModel';

const TIMINGS = ['interval', 'timeout', 'start_period', 'retries'];

export function readHealthcheck(
  tree: Tree,
  evidence: Evidence,
  read: (tree: Tree) => Text,
): ComposeHealthcheck {
  const entries = tree.kind === 'map' ? tree.entries : new Map();
  const found: ComposeHealthcheck = {
    evidence,
    timings: new Set(TIMINGS.filter(name => entries.has(name))),
  };
  const disable = textOf(entries.get('disable')?.value);
  if (disable !== undefined)
    found.isDisabled = /^(true|yes|on)$/i.test(disable);
  const test: Tree | undefined = entries.get('test')?.value;
  if (test?.kind === 'scalar') {
    found.test = { form: 'shell', words: [read(test)] };
  } else if (test) {
    const [how, ...words] = itemsOf(test);
    const form = textOf(how) === 'CMD' ? 'exec' : 'shell';
    if (textOf(how) === 'NONE') found.isDisabled = true;
    else found.test = { form, words: words.map(read) };
  }
  return found;
}

/** What a later file says over an earlier one, key by key. */
export function mergeHealthchecks(
  base: ComposeHealthcheck | undefined,
  over: ComposeHealthcheck | undefined,
): ComposeHealthcheck | undefined {
  if (!base || !over) return over ?? base;
  return {
    ...base,
    ...over,
    evidence: base.evidence,
    timings: new Set([...base.timings, ...over.timings]),
  };
}
