import { Stage } from '../dockerfile/DockerfileModel';
import { Variable } from '../dockerfile/Scope';

const SUFFIXES = ['_HTTP_PORT', '_PROMETHEUS_PORT', '_LOG_LEVEL', '_HOST'];

/** Variables whose name ends like one of the four, and yet are something else's. */
const FOREIGN =
  /^(.+_)?(UVICORN|POSTGRES|POSTGRESQL|PG|DB|DATABASE|REDIS|KAFKA|RABBITMQ|AMQP|SMTP|MYSQL|MONGO|MONGODB)$/;

/** Whether a prefix is that of something which a service talks to. */
export function isForeign(prefix: string): boolean {
  return FOREIGN.test(prefix);
}

/** What a service of this name may call its variables: its name, with and without `_SERVICE`. */
export function ownPrefixes(service: string): string[] {
  const upper = service.toUpperCase().replace(/-/g, '_');
  return [upper, upper.replace(/_SERVICE$/, ''), `${upper}_SERVICE`];
}

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
  const own = ownPrefixes(service);
  const counts = new Map<string, number>();
  let firstWithPort: string | undefined;
  for (const name of variables) {
    const suffix = SUFFIXES.find(end => name.endsWith(end));
    if (!suffix) continue;
    const prefix = name.slice(0, -suffix.length);
    if (!/^[A-Z][A-Z0-9_]*$/.test(prefix)) continue;
    if (isForeign(prefix) && !own.includes(prefix)) continue;
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    if (suffix === '_HTTP_PORT') firstWithPort ??= prefix;
  }
  const named = own.find(prefix => counts.has(prefix));
  if (named) return named;
  const most = Math.max(0, ...counts.values());
  const shared = [...counts.keys()].filter(
    prefix => counts.get(prefix) === most,
  );
  return shared.length === 1 ? shared[0] : firstWithPort ?? shared[0];
}
