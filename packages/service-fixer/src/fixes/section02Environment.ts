import {
  chainOf,
  imageOf,
  invocationsOf,
  isStandardImage,
  portsOf,
  toPort,
} from '@huleedu/rule-087/model';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  refuse,
  FixContext,
} from '../ClauseFix';
import { prefixFor, setVariables } from './environment';
import {
  movePorts,
  needsHttpPort,
  portVariables,
  wantedHttpPort,
} from './ports';

const image: ClauseFix = ({ model, dockerfile, standard }) => {
  const { name, version, variant } = standard.image;
  const bottoms = new Set(
    model.runtimeStages
      .filter(stage => {
        const value = imageOf(stage);
        return value.known && !isStandardImage(value.text, standard);
      })
      .map(stage => chainOf(stage)[0]),
  );
  return ofEach(bottoms, stage => {
    const [word] = stage.from.body.words();
    const value = imageOf(stage);
    const text = value.known ? value.text : '';
    const path = text.split('@')[0];
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const repository = path.slice(folder.length).split(':')[0];
    if (repository !== name) {
      return refuse(
        `What ${text} holds besides Python cannot be seen here, so it is not replaced.`,
      );
    }
    const usesApk = invocationsOf(model.dockerfile.stages).some(
      ({ command }) => command.name === 'apk',
    );
    return usesApk
      ? refuse(
          'The file installs Alpine packages, whose names are others in Debian.',
        )
      : [dockerfile.replace(word, `${folder}${name}:${version}-${variant}`)];
  });
};

const coreEnvironment: ClauseFix = fixContext =>
  setVariables(
    fixContext,
    fixContext.model.runtimeStages,
    fixContext.standard.coreEnvironment,
  );

const logLevel: ClauseFix = fixContext => {
  const { model } = fixContext;
  const [level] = model.runtimeStages.flatMap(stage => {
    const value = stage.scope.variable('LOG_LEVEL')?.value;
    return value?.known && /^\w+$/.test(value.text) ? [value.text] : [];
  });
  return setVariables(fixContext, model.runtimeStages, {
    [`${prefixFor(model)}_LOG_LEVEL`]: level ?? 'INFO',
  });
};

const host: ClauseFix = fixContext =>
  setVariables(fixContext, fixContext.model.runtimeStages, {
    [`${prefixFor(fixContext.model)}_HOST`]: fixContext.standard.host,
  });

/** Names the port as the rule does. What it was called before stays: the service may read that. */
const httpPort: ClauseFix = fixContext => {
  const port = wantedHttpPort(fixContext);
  if (typeof port !== 'number') return port;
  return setPort(fixContext, portVariables(fixContext).http, port);
};

const prometheusPort: ClauseFix = fixContext => {
  const { model, standard } = fixContext;
  const name = portVariables(fixContext).prometheus;
  const said = model.runtimeStages
    .map(stage => portsOf(model, stage).prometheus?.port)
    .find(port => port !== undefined);
  const http = wantedHttpPort(fixContext);
  if (typeof http !== 'number') return http;
  return setPort(
    fixContext,
    name,
    said ?? http + standard.ports.prometheusOffset,
  );
};

/** A variable that is there with something that is no number is a decision of the author's: what it should be is not guessed. */
function setPort(fixContext: FixContext, name: string, port: number) {
  const { model, ports } = fixContext;
  const isOdd = model.runtimeStages.some(stage => {
    const value = stage.scope.variable(name)?.value;
    return value?.known && toPort(value.text) === undefined;
  });
  if (isOdd && ports.http === undefined) return needsHttpPort(fixContext);
  return [
    ...setVariables(fixContext, model.runtimeStages, { [name]: String(port) }),
    // Where the number itself changes, what else says the old one changes with it.
    ...(port === ports.http && name === portVariables(fixContext).http
      ? movePorts(fixContext, port)
      : []),
  ];
}

export const section02Environment: ClauseFixes = {
  '2.2.image': image,
  '2.2.core-env': coreEnvironment,
  '2.2.log-level-env': logLevel,
  '2.2.http-port-env': httpPort,
  '2.2.prom-port-env': prometheusPort,
  '2.2.host-env': host,
};
