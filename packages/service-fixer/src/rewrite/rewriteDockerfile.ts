import { isServiceName } from '@huleedu/rule-087/serviceName';
import {
  chainOf,
  declaredPorts,
  imageOf,
  isStandardImage,
  Stage,
  toPort,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { ClauseFix, Refusal, refuse, FixContext } from '../ClauseFix';
import { beginsInFolder } from '../invariants/contextInvariant';
import { fromRoot } from '../fixes/compose/build';
import { setComposePort } from '../fixes/composePorts';
import { prefixFor } from '../fixes/environment';
import { wantedHttpPort } from '../fixes/ports';
import { startOf } from '../fixes/startCommand';
import { arrange, Leftout } from './arrange';
import { AuthorBlocks, AuthorBlock } from './AuthorBlocks';
import { collect } from './collect';
import { Rewrite } from './Rewrite';
import { Block, Skeleton, skeletonOf } from './skeleton';

/** What is written anew: the file's own, and the port that the new one says. */
export type Plan = { authorBlocks: AuthorBlocks; httpPort?: number };

/** Whether the file can be written anew, or why not. */
export function planRewrite(fixContext: FixContext): Plan | Refusal {
  const { model } = fixContext;
  if (!isName(model.name))
    return refuse(
      `No service is called ${JSON.stringify(
        model.name,
      )}. Say which one it is.`,
    );
  const [problem] = model.dockerfile.problems;
  if (problem)
    return refuse(
      `The builder would refuse the file as it is. ${problem.message}`,
    );
  const unready = isReadyForPdm(fixContext);
  if (unready) return unready;
  const authorBlocks = collect(fixContext);
  if ('reason' in authorBlocks) return authorBlocks;
  if (model.kind !== 'http') return { authorBlocks };
  const port = wantedHttpPort(fixContext);
  return typeof port === 'number' ? { authorBlocks, httpPort: port } : port;
}

/** As a folder below `services/` is called. */
function isName(name: string): boolean {
  return isServiceName(name);
}

/** What another tool installs so far PDM can install where `[project]` says it. */
function isReadyForPdm({ model }: FixContext): Refusal | undefined {
  const { pyproject } = model;
  if (
    model.usesPdm ||
    (pyproject.state === 'read' && pyproject.model.isProject)
  )
    return undefined;
  return refuse(
    'PDM installs what [project] of pyproject.toml names, and there is none. Write it first: pdm import makes it from requirements.txt or from what another tool reads.',
  );
}

/** Writes the Dockerfile anew: the generator's, with what is the author's in its place. */
export function rewriteWith(rewrite: Rewrite): ClauseFix {
  return fixContext => {
    const plan = planRewrite(fixContext);
    if ('reason' in plan) return plan;
    const { dockerfile, model, standard } = fixContext;
    const { authorBlocks, httpPort } = plan;
    const built = beginsInFolder(model, standard) ? fromRoot(fixContext) : [];
    if ('reason' in built) return built;
    const { escape } = dockerfile;
    const generated = rewrite({
      name: model.name,
      kind: model.kind,
      framework: model.framework,
      prefix: prefixFor(model),
      httpPort,
      libraries: authorBlocks.libraries,
      aptPackages: [],
    }).replace(/\\$/gm, () => escape);
    const skeleton = skeletonOf(generated, standard);
    if (!skeleton) return refuse('Not everything has its place.');
    keepImage(skeleton, fixContext);
    const text = arrange(
      skeleton,
      withPorts(authorBlocks, fixContext, httpPort),
      leftOut(authorBlocks, fixContext),
      standard,
    );
    const starts = model.runtimeStages.map(stage => startOf(stage, fixContext));
    return [
      dockerfile.replace(
        { start: 0, end: dockerfile.content.length },
        text.replace(/\r?\n/g, dockerfile.lineEnd),
      ),
      ...movedInCompose(fixContext, httpPort),
      ...built,
      ...starts.flatMap(start => ('reason' in start ? [] : start.edits)),
    ];
  };
}

/** The author's own variables stay together: the ones that they lack are added to them. */
function leftOut(
  { ownBlocks }: AuthorBlocks,
  { model, standard }: FixContext,
): Leftout {
  const prefix = `${prefixFor(model)}_`;
  const names = ownBlocks.flatMap(({ sets, targets, lines }) =>
    targets.includes('base') && !/^\s*ARG/i.test(lines.at(-1) ?? '')
      ? sets ?? []
      : [],
  );
  const hasCore = names.some(name => name in standard.coreEnvironment);
  const hasOwn = names.some(
    name => name.startsWith(prefix) || name in standard.quartEnvironment,
  );
  const hasServer = names.some(name => name.startsWith('UVICORN_'));
  return ({ slot, lines }: Block) => {
    if (slot === 'environment') return hasCore;
    if (slot !== 'service-environment') return false;
    return /\bUVICORN_/.test(lines[0]) ? hasServer : hasOwn;
  };
}

/** The image as the author names it, where it is the rule's. */
function keepImage(
  { base }: Skeleton,
  { model, standard, dockerfile }: FixContext,
) {
  const stage: Stage = model.runtimeStages.at(-1)!;
  const image = imageOf(stage);
  if (!image.known || !isStandardImage(image.text, standard)) return;
  const { from } = chainOf(stage)[0];
  const [word] = from.body.words();
  const flags = [...from.flags.values()].map(
    flag => `${dockerfile.slice(flag)} `,
  );
  base[0].lines = base[0].lines.map(line =>
    line.replace(
      /^FROM \S+/,
      () => `FROM ${flags.join('')}${dockerfile.slice(word)}`,
    ),
  );
}

/** Variables of other names that said the old ports say the new ones. */
function withPorts(
  authorBlocks: AuthorBlocks,
  fixContext: FixContext,
  httpPort: number | undefined,
): AuthorBlocks {
  if (httpPort === undefined) return authorBlocks;
  const { standard } = fixContext;
  const moved = new Map<number, number>();
  const { http, prometheus } = portsNow(fixContext);
  if (http !== undefined && http !== httpPort) {
    moved.set(http, httpPort);
    if (prometheus !== undefined)
      moved.set(prometheus, httpPort + standard.ports.prometheusOffset);
  }
  const follow = (line: string) =>
    line.replace(
      /\b(\w*PORT)([= ]["']?)(\d+)\b/g,
      (_, name, between, value) =>
        `${name}${between}${moved.get(toPort(value) ?? -1) ?? value}`,
    );
  const isVariable = ({ lines }: AuthorBlock) =>
    lines.some(line => /^\s*ENV\s/i.test(line));
  return {
    ...authorBlocks,
    ownBlocks: authorBlocks.ownBlocks.map(ownBlock =>
      isVariable(ownBlock)
        ? { ...ownBlock, lines: ownBlock.lines.map(follow) }
        : ownBlock,
    ),
  };
}

function portsNow({ model }: FixContext) {
  const ports = model.runtimeStages.map(stage => declaredPorts(model, stage));
  return {
    http: ports.find(({ http }) => http?.port !== undefined)?.http?.port,
    prometheus: ports.find(({ prometheus }) => prometheus?.port !== undefined)
      ?.prometheus?.port,
  };
}

function movedInCompose(
  fixContext: FixContext,
  httpPort: number | undefined,
): Edit[] {
  const { http } = portsNow(fixContext);
  return httpPort === undefined || http === undefined || http === httpPort
    ? []
    : setComposePort(fixContext, http, httpPort);
}
