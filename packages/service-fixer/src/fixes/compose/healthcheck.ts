import { textOf, Tree } from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import { FixContext } from '../../ClauseFix';
import { composeTexts } from './composeTexts';

const TIMINGS = {
  interval: '30s',
  timeout: '10s',
  start_period: '40s',
  retries: 3,
};

/** A health check of Compose: the timings that it lacks, and the variable for the number, which a shell in the container replaces. */
export function askInCompose(fixContext: FixContext, variable: string): Edit[] {
  const own = fixContext.model.composeService;
  if (!own?.healthcheck || own.healthcheck.isDisabled) return [];
  const path = ['services', own.name, 'healthcheck'];
  const text = composeTexts(fixContext, own.name).findLast(candidate =>
    candidate.at(...path),
  );
  const missing = Object.entries(TIMINGS).filter(
    ([name]) => !own.healthcheck!.timings.has(name),
  );
  const test = text?.at(...path, 'test');
  return [
    ...((missing.length > 0 && text?.put(path, Object.fromEntries(missing))) ||
      []),
    ...(text && test ? ask(text, test, variable) : []),
  ];
}

function ask(text: YamlText, test: Tree, variable: string): Edit[] {
  if (test.kind === 'scalar') return askByShell(text, test, variable);
  const [form, ...words] =
    test.kind === 'list' ? test.items : [undefined, undefined];
  if (textOf(form) === 'CMD-SHELL' && words[0])
    return askByShell(text, words[0], variable);
  const texts = words.map(textOf);
  if (
    textOf(form) !== 'CMD' ||
    texts.some(word => !/^[\w./:=-]+$/.test(word ?? ''))
  )
    return [];
  const script = askingBy(texts.join(' '), variable);
  return text.replaceItems(test, ['CMD-SHELL', `${script} || exit 1`]) ?? [];
}

function askByShell(text: YamlText, tree: Tree, variable: string): Edit[] {
  const script = textOf(tree);
  const asking = script && askingBy(script, variable);
  return asking && asking !== script ? [text.setScalar(tree, asking)] : [];
}

function askingBy(script: string, variable: string): string {
  return script
    .replace(
      /\b(?:localhost|127\.0\.0\.1):\d+/g,
      () => `localhost:$\${${variable}}`,
    )
    .replace(/\bcurl (?!.*(?:-\w*f|--fail))/, 'curl -f ');
}
