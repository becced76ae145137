import { Standard } from '@huleedu/rule-087';
import { ServiceSpec } from '../spec/ServiceSpec';
import {
  databaseName,
  databaseService,
  entityName,
  prefixOf,
} from '../spec/names';
import {
  environmentPairs,
  execForm,
  markdownText,
  quoted,
  yamlScalar,
} from './quoting';

/** A shared library: where it lies, and what its project is called. */
export type Library = { path: string; project: string };

/** What the repository says beyond the request. */
export type Surroundings = {
  libraries: Library[];
  /** From the Compose file to the repository's root: `.` or `..` and so on. */
  context: string;
  /** `-f` arguments of the Compose files with the overlay for development. */
  composeArguments: string;
};

/** Every value that a template may name. */
export type View = ReturnType<typeof viewOf>;

export function directoryOf(name: string, standard: Standard): string {
  return `${standard.servicesDirectory}/${name}`;
}

/** The values that templates name, each quoted for its place. */
export function viewOf(
  spec: ServiceSpec,
  standard: Standard,
  { libraries, context, composeArguments }: Surroundings,
) {
  const { name } = spec;
  const { image } = standard;
  const prefix = prefixOf(spec);
  const isHttp = spec.kind === 'http';
  const directory = directoryOf(name, standard);
  const environment = environmentOf(spec, standard);
  const healthPath =
    standard.healthPaths.find(path => path === '/healthz') ??
    standard.healthPaths[0];
  return {
    rule: standard.id,
    name,
    project: entityName(name),
    prefix,
    description: {
      quoted: quoted(spec.description.trim()),
      markdown: markdownText(spec.description),
    },
    owner: yamlScalar(spec.owner),
    system: spec.system === undefined ? false : yamlScalar(spec.system),
    annotations: annotationsOf(spec),
    http: isHttp,
    worker: !isHttp,
    quart: spec.framework === 'quart',
    fastapi: spec.framework === 'fastapi',
    httpPort: spec.ports.http,
    prometheusPort: isHttp
      ? spec.ports.http! + standard.ports.prometheusOffset
      : undefined,
    database: spec.database,
    databaseService: databaseService(name),
    databaseName: databaseName(name),
    databasePort: spec.ports.database,
    hasEnvironment: isHttp || spec.database,
    directory,
    toRoot: directory.replace(/[^/]+/g, '..'),
    context,
    composeArguments,
    libraries,
    hasLibraries: libraries.length > 0,
    librariesDirectory: standard.librariesDirectory,
    image: `${image.name}:${image.version}-${image.variant}`,
    pythonVersion: image.version,
    stages: standard.stages,
    coreEnvironment: environmentPairs(standard.coreEnvironment),
    serviceEnvironment: environmentPairs(environment),
    aptPackages: [
      ...new Set([...standard.aptPackages, ...(spec.aptPackages ?? [])]),
    ],
    appDirectory: standard.appDirectory,
    lockFile: standard.lockFile,
    user: standard.user,
    host: standard.host,
    healthPath,
    command: execForm(standard.command),
    developmentCommand: execForm([...standard.command.slice(0, -1), 'dev']),
    healthCommand: isHttp
      ? `curl -f http://localhost:\${${prefix}_HTTP_PORT}${healthPath} || exit 1`
      : execForm(['python', '-m', 'app.health']),
  };
}

function environmentOf(
  spec: ServiceSpec,
  standard: Standard,
): Record<string, string> {
  const prefix = prefixOf(spec);
  const { http } = spec.ports;
  return {
    ...(spec.framework === 'quart' ? standard.quartEnvironment : {}),
    [`${prefix}_LOG_LEVEL`]: 'INFO',
    ...(spec.kind === 'http' && {
      [`${prefix}_HTTP_PORT`]: String(http),
      [`${prefix}_PROMETHEUS_PORT`]: String(
        http! + standard.ports.prometheusOffset,
      ),
      [`${prefix}_HOST`]: standard.host,
    }),
  };
}

/** What cannot be inferred from the files: a prefix that is not the name's. */
function annotationsOf(spec: ServiceSpec) {
  const prefix = prefixOf(spec);
  return (
    prefix !== spec.name.toUpperCase() && {
      each: [
        {
          key: 'dockmaster.huleedu.com/prefix',
          value: yamlScalar(prefix),
        },
      ],
    }
  );
}
