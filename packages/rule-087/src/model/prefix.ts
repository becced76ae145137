import { Stage } from '../dockerfile/DockerfileModel';
import { Variable } from '../dockerfile/Scope';

const SUFFIXES = ['_HTTP_PORT', '_PROMETHEUS_PORT', '_LOG_LEVEL', '_HOST'];

/** Variables whose name ends like one of the four, and yet are something else's. */
const FOREIGN =
  /^(UVICORN|POSTGRES|POSTGRESQL|DB|DATABASE|REDIS|KAFKA|SMTP|MYSQL|MONGO)$|_(DB|SMTP|REDIS|KAFKA|DATABASE)$/;

/** Every variable that the runtime stages end with. */
export function runtimeVariables(stages: Stage[]): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const stage of stages) {
    for (const [name, variable] of stage.scope.variables())
      variables.set(name, variable);
  }
  return variables;
}

/** The prefix that a service's variables share, by reading rule 1; undefined where none is named as the rule names them. */
export function inferPrefix(
  variables: Iterable<string>,
  service: string,
): string | undefined {
  const counts = new Map<string, number>();
  let firstWithPort: string | undefined;
  for (const name of variables) {
    const suffix = SUFFIXES.find(end => name.endsWith(end));
    if (!suffix) continue;
    const prefix = name.slice(0, -suffix.length);
    if (!/^[A-Z][A-Z0-9_]*$/.test(prefix) || FOREIGN.test(prefix)) continue;
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    if (suffix === '_HTTP_PORT') firstWithPort ??= prefix;
  }
  const upper = service.toUpperCase().replace(/-/g, '_');
  const own = [upper, upper.replace(/_SERVICE$/, ''), `${upper}_SERVICE`];
  const named = own.find(prefix => counts.has(prefix));
  if (named) return named;
  const most = Math.max(0, ...counts.values());
  const shared = [...counts.keys()].filter(
    prefix => counts.get(prefix) === most,
  );
  return shared.length === 1 ? shared[0] : firstWithPort ?? shared[0];
}
