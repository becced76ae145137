import { poolsOf, portProblems, PortPools, Standard } from '@huleedu/rule-087';
import { isServiceName } from '@huleedu/rule-087/serviceName';
import { isForeignPrefix, whyReserved } from './reservedNames';
import { Problem, ServiceSpec } from './ServiceSpec';

const PREFIX = /^[A-Z][A-Z0-9_]{0,61}[A-Z0-9]$/;
const ENTITY_REF =
  /^(?:([a-z][a-z0-9.-]*):)?(?:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\/)?([A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)$/i;
const DEBIAN_PACKAGE = /^[a-z0-9][a-z0-9+.-]{1,127}$/;
const LIBRARY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Control characters, line separators, halves of characters, and what turns the direction of text. */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const LONGEST_DESCRIPTION = 500;

/**
 * What is wrong with a request, all of it at once; empty where nothing is.
 *
 * @public
 */
export function validateSpec(spec: ServiceSpec, standard: Standard): Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, message: string) =>
    problems.push({ code: 'invalid', field, message });
  validateName(spec.name, say);
  validateDescription(spec.description, say);
  validateRef('owner', spec.owner, ['group', 'user'], say);
  if (spec.system !== undefined)
    validateRef('system', spec.system, ['system'], say);
  validateKind(spec, say);
  if (spec.prefix !== undefined) validatePrefix(spec.prefix, say);
  validatePorts(spec, poolsOf(standard, 'default')!, say);
  for (const name of spec.aptPackages ?? []) {
    if (!DEBIAN_PACKAGE.test(name))
      say('aptPackages', `${quote(name)} is no name of a Debian package`);
  }
  for (const name of spec.libraries ?? []) {
    if (!LIBRARY.test(name)) {
      say(
        'libraries',
        `${quote(name)} is no folder below ${standard.librariesDirectory}/`,
      );
    }
  }
  return problems;
}

type Say = (field: string, message: string) => void;

function validateName(name: string, say: Say) {
  const reserved = whyReserved(name);
  if (name.endsWith('_') && isServiceName(`${name}a`)) {
    say('name', `${name} ends in _, and no name in the catalog may`);
  } else if (!isServiceName(name)) {
    say(
      'name',
      `${quote(
        name,
      )} is no service's name: 2 to 63 of a–z, 0–9 and _, beginning with a letter`,
    );
  } else if (reserved) {
    say('name', `${name} is taken: ${reserved}`);
  }
}

function validateDescription(description: string, say: Say) {
  if (description.trim() === '') {
    say('description', 'The description is empty: say what the service is for');
  } else if (description.length > LONGEST_DESCRIPTION) {
    say(
      'description',
      `The description has ${description.length} characters; ${LONGEST_DESCRIPTION} are enough`,
    );
  } else if (UNPRINTABLE.test(description)) {
    say(
      'description',
      'The description holds a line break or another character that is not shown',
    );
  }
}

function validateRef(field: string, ref: string, kinds: string[], say: Say) {
  const match = ENTITY_REF.exec(ref);
  if (!match) {
    say(field, `${quote(ref)} is no entity ref: ${kinds[0]}:default/name`);
  } else if (match[1] && !kinds.includes(match[1].toLowerCase())) {
    say(field, `${ref} is no ${kinds.join(' and no ')}`);
  }
}

function validateKind({ kind, framework }: ServiceSpec, say: Say) {
  if (kind !== 'http' && kind !== 'worker') {
    say('kind', `${quote(kind)} is no kind of a service: http or worker`);
  } else if (kind === 'worker' && framework !== undefined) {
    say('framework', 'A worker has no web framework');
  } else if (
    kind === 'http' &&
    framework !== 'quart' &&
    framework !== 'fastapi'
  ) {
    say(
      'framework',
      'An HTTP service is written with a framework: quart or fastapi',
    );
  }
}

function validatePrefix(prefix: string, say: Say) {
  if (!PREFIX.test(prefix)) {
    say(
      'prefix',
      `${quote(
        prefix,
      )} is no prefix: 2 to 63 of A–Z, 0–9 and _, beginning with a letter and not ending in _`,
    );
  } else if (isForeignPrefix(prefix)) {
    say(
      'prefix',
      `${prefix} begins environment variables that other programs read`,
    );
  }
}

function validatePorts(spec: ServiceSpec, pools: PortPools, say: Say) {
  const { http, prometheus, database } = spec.ports;
  const inPool = (pool: 'http' | 'database', port: number) => {
    for (const problem of portProblems(pool, port, pools))
      say(`ports.${pool}`, problem);
  };
  if (spec.kind === 'worker') {
    if (http !== undefined || prometheus !== undefined)
      say('ports.http', 'A worker serves no port');
  } else if (http === undefined) {
    say('ports.http', 'The HTTP port is missing');
  } else {
    inPool('http', http);
    const partner = http + pools.prometheusOffset;
    if (prometheus !== undefined && prometheus !== partner) {
      say(
        'ports.prometheus',
        `The Prometheus port of ${http} is ${partner}, not ${prometheus}`,
      );
    }
  }
  if (spec.database && database === undefined)
    say('ports.database', 'The port of the database is missing');
  if (!spec.database && database !== undefined)
    say('ports.database', 'There is no database, so it has no port');
  if (spec.database && database !== undefined) inPool('database', database);
}

/** A value as it is shown in a message: quoted, and not endless. */
function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}
