import { imageOf } from '../../dockerfile/DockerfileModel';
import { readDockerfile } from '../../dockerfile/readDockerfile';
import { isStandardImage } from '../../model/images';
import { toPort } from '../../model/servicePorts';
import { Edit } from '../text/Edit';
import { Mend, Refusal, refuse, Situation } from '../Mend';
import { setComposePort } from '../mends/composePorts';
import { prefixFor } from '../mends/environment';
import { httpPortOf, portVariables, wantedHttpPort } from '../mends/ports';
import { Belongings, collect } from './collect';
import { place } from './place';
import { Rewrite } from './Rewrite';

/** What is written anew: the file's own, and the port that the new one says. */
export type Plan = { belongings: Belongings; httpPort?: number };

/** Whether the file can be written anew, or why not. */
export function planRewrite(situation: Situation): Plan | Refusal {
  const { model } = situation;
  if (model.directory === undefined)
    return refuse('A Dockerfile without its folder is not written anew.');
  if (model.dockerfile.problems.length > 0)
    return refuse('The builder would refuse the file as it is.');
  const belongings = collect(situation);
  if ('reason' in belongings) return belongings;
  if (model.kind !== 'http') return { belongings };
  const port = wantedHttpPort(situation);
  return typeof port === 'number' ? { belongings, httpPort: port } : port;
}

/** Writes the Dockerfile anew: the generator's, with what is the author's in its place. */
export function rewriteWith(rewrite: Rewrite): Mend {
  return situation => {
    const plan = planRewrite(situation);
    if ('reason' in plan) return plan;
    const { dockerfile, model, standard } = situation;
    const { belongings, httpPort } = plan;
    const skeleton = rewrite({
      name: model.name,
      kind: model.kind,
      framework: model.framework,
      prefix: prefixFor(model),
      httpPort,
      libraries: belongings.libraries,
      aptPackages: belongings.aptPackages.filter(
        name => !standard.aptPackages.includes(name),
      ),
    });
    const text = place(
      skeleton,
      readDockerfile(model.dockerfile.path, skeleton),
      withPort(belongings, situation, httpPort),
      standard,
    );
    if (text === undefined) return refuse('Not everything has its place.');
    const image = imageOf(model.runtimeStages[0]);
    const kept =
      image.known && isStandardImage(image.text, standard)
        ? text.replace(/^FROM \S+ AS base$/m, `FROM ${image.text} AS base`)
        : text;
    return [
      dockerfile.replace(
        { start: 0, end: dockerfile.content.length },
        kept.replaceAll('\n', dockerfile.lineEnd),
      ),
      ...movedInCompose(situation, httpPort),
    ];
  };
}

/** Variables of other names that said the old port follow the new one. */
function withPort(
  belongings: Belongings,
  situation: Situation,
  httpPort: number | undefined,
): Belongings {
  const old = httpPortOf(situation);
  if (httpPort === undefined || old === undefined) return belongings;
  const name = portVariables(situation).http;
  const follow = (line: string) =>
    line.replace(
      /^(ENV\s+|\s*)((?:HTTP_)?PORT|\w+_PORT)[= ](\d+)(\s*\\)?$/,
      (whole, before, variable, value, after = '') =>
        toPort(value) === old
          ? `${before}${variable}=\${${name}}${after}`
          : whole,
    );
  return {
    ...belongings,
    pieces: belongings.pieces.map(piece => ({
      ...piece,
      lines:
        piece.anchor === 'environment' ? piece.lines.map(follow) : piece.lines,
    })),
  };
}

function movedInCompose(
  situation: Situation,
  httpPort: number | undefined,
): Edit[] {
  const old = httpPortOf(situation);
  return httpPort === undefined || old === undefined || old === httpPort
    ? []
    : setComposePort(situation, old, httpPort);
}
