import {
  isRefusal,
  ClauseFix,
  ClauseFixes,
  ofEach,
  refuse,
} from '../ClauseFix';
import { askInCompose } from './compose/healthcheck';
import { portVariables } from './ports';
import { setCommand } from './runtimeStages';

const execForm: ClauseFix = fixContext =>
  ofEach(fixContext.model.runtimeStages, stage =>
    stage.command?.form === 'exec' &&
    JSON.stringify(stage.command.args) ===
      JSON.stringify(fixContext.standard.command)
      ? []
      : setCommand(stage, fixContext),
  );

const TIMINGS = {
  interval: '30s',
  timeout: '10s',
  'start-period': '40s',
  retries: '3',
};

/** The timings that it lacks, the variable for the number, and -f: what it asks for stays. */
const healthcheck: ClauseFix = fixContext => {
  const { model, dockerfile } = fixContext;
  const name = portVariables(fixContext).http;
  const checks = new Set(
    model.runtimeStages.flatMap(({ healthcheck: check }) => check ?? []),
  );
  const edits = ofEach(checks, check => {
    const { start, end } = check;
    const text = dockerfile.slice(check);
    if (!/\bcurl\b/.test(text))
      return refuse(
        'What the health check asks, other than by curl, is the author’s decision.',
      );
    const flags = Object.entries(TIMINGS)
      .filter(([flag]) => !check.flags.has(flag))
      .map(([flag, value]) => ` --${flag}=${value}`)
      .join('');
    const changed = text
      .replace(
        /^HEALTHCHECK(?:\s+--[\w-]+=\S+)*/i,
        beginning => `${beginning}${flags}`,
      )
      .replace(
        /\b(?:localhost|127\.0\.0\.1):(?:\d+|\$\{?\w+\}?)/g,
        `localhost:\${${name}}`.replaceAll('$', '$$$$'),
      )
      .replace(/\bcurl (?!.*(?:-\w*f|--fail))/, 'curl -f ');
    return text === changed
      ? []
      : [dockerfile.replace({ start, end }, changed)];
  });
  return isRefusal(edits)
    ? edits
    : [...edits, ...askInCompose(fixContext, name)];
};

export const section10Runtime: ClauseFixes = {
  '10.1.healthcheck': healthcheck,
  '10.2.exec-form': execForm,
};
