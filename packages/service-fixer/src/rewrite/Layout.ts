import { Standard } from '@huleedu/rule-087';
import {
  chainOf,
  closureOf,
  contains,
  copiedFromContext,
  creationsFor,
  imageOf,
  invocationsOf,
  resolvePath,
  Stage,
  stepsOf,
  userOf,
} from '@huleedu/rule-087/model';
import { Refusal, refuse, serviceFolder, FixContext } from '../ClauseFix';
import { Target } from './slots';

/** What becomes of the old stages, folders and user. */
export type Layout = {
  /** Stages whose instructions go into the new ones, each in its place. */
  merged: Stage[];
  /** Stages on other images, which something is copied from: they stay as they are. */
  foreign: Stage[];
  /** Stages that neither development nor production needs, such as one for tests: they stay, on top of the new ones. */
  extra: Stage[];
  /** Whether paths of the build context begin in the service's folder. */
  isOwnContext: boolean;
  /** The service's folder from the repository's root, and in the new image. */
  folder: string;
  home: string;
  /** Absolute paths of the old image, and where that is in the new one: the longest first. */
  moved: Array<[from: string, to: string]>;
  /** Names and numbers of the user that the service ran as so far. */
  users: string[];
};

export function layoutOf(fixContext: FixContext): Layout | Refusal {
  const { model, standard } = fixContext;
  const { stages } = model.dockerfile;
  const reached = new Set(model.runtimeStages.flatMap(closureOf));
  const main = new Set(model.runtimeStages.flatMap(chainOf));
  const merged: Stage[] = [];
  const foreign: Stage[] = [];
  for (const stage of stages) {
    const image = imageOf(stage);
    if (!image.known && (reached.has(stage) || main.has(stage)))
      return refuse(
        `What the image of stage ${nameOf(stage)} holds is not known.`,
      );
    const isPython = image.known && /(^|\/)python(:|@|$)/.test(image.text);
    if (!isPython && main.has(stage))
      return refuse(
        `What ${
          image.known ? image.text : 'the image'
        } holds besides Python cannot be seen here, so it is not replaced.`,
      );
    if (isPython && reached.has(stage)) merged.push(stage);
    else if (reached.has(stage)) foreign.push(stage);
  }
  const alpine = invocationsOf(merged).find(({ command }) =>
    /^(apk|dnf|microdnf|yum|zypper|pacman)$/.test(command.name),
  );
  if (alpine)
    return refuse(
      `The file installs packages with ${alpine.command.name}, whose names are others in Debian: write the RUN with apt-get and Debian's names.`,
    );
  const isOwnContext = beginsInService(fixContext);
  const folder = serviceFolder(fixContext);
  const home = `${standard.appDirectory}/${folder}`;
  const users = usersOf(fixContext);
  return {
    merged,
    foreign,
    extra: stages.filter(stage => !reached.has(stage)),
    isOwnContext,
    folder,
    home,
    moved: movesOf(fixContext, merged, isOwnContext, users),
    users,
  };
}

export function nameOf({ name, index }: Stage): string {
  return name ?? String(index);
}

/** The new stage that an old one is by its name, so that what it has is its own; undefined where that is for all. */
export function targetOf(
  stage: Stage,
  { model }: FixContext,
): Target | undefined {
  const { development, production } = model.stages;
  const isAlone = !development || !production;
  if (stage === development)
    return isAlone && stage.source.kind === 'image' ? undefined : 'development';
  return stage === production && !isAlone ? 'production' : undefined;
}

/** By what Compose says; else by what the file copies. */
function beginsInService(fixContext: FixContext): boolean {
  const { model, standard } = fixContext;
  const context = model.composeService?.build?.context.value;
  if (context?.known) return context.text === model.directory;
  const { servicesDirectory, librariesDirectory } = standard;
  const copied = copiedFromContext(model.dockerfile.stages, standard);
  const isFromRoot = copied.some(({ path }) =>
    [servicesDirectory, librariesDirectory].includes(path.split('/')[0]),
  );
  const inService = model.dockerfile.stages.some(
    ({ workdir, steps }) =>
      [workdir.value, ...steps.map(step => step.workdir)].some(
        value => value.known && value.text.includes(`/${servicesDirectory}/`),
      ) ||
      steps.some(({ commands }) =>
        commands.some(
          ({ name, words }) =>
            name === 'cd' &&
            words.some(({ text }) => text.includes(`${servicesDirectory}/`)),
        ),
      ),
  );
  return !isFromRoot && !inService;
}

function usersOf(fixContext: FixContext): string[] {
  const { model, standard } = fixContext;
  const names = model.runtimeStages.flatMap(stage => {
    const user = userOf(stage);
    if (user.isRoot || user.name === undefined) return [];
    const own = creationsFor(stage, closureOf(stage)).filter(
      ({ name, uid }) => name === user.name || uid === user.name,
    );
    return [user.name, ...own.flatMap(({ name, uid }) => [name, uid])];
  });
  return [
    ...new Set(names.filter((name): name is string => name !== undefined)),
  ].filter(name => name !== standard.user);
}

/** Where the old image had the service, the libraries and the user's home, and where the new one has them. */
function movesOf(
  { standard, model }: FixContext,
  merged: Stage[],
  isOwnContext: boolean,
  users: string[],
): Layout['moved'] {
  const { appDirectory, librariesDirectory, servicesDirectory } = standard;
  const folder = `${servicesDirectory}/${model.name}`;
  const moved = new Map<string, string>();
  const move = (from: string, to: string) => {
    if (from !== to && from !== '' && !moved.has(from)) moved.set(from, to);
  };
  for (const { copy } of stepsOf(merged)) {
    if (!copy || copy.from || !copy.target.known) continue;
    const target = copy.target.text.replace(/^\/$/, '');
    for (const { path } of copy.sources) {
      if (!path.known) continue;
      const whole = isOwnContext ? resolvePath(folder, path.text) : path.text;
      for (const place of [folder, librariesDirectory]) {
        if (contains(place, whole)) {
          const rest = whole.slice(place.length);
          if (target.endsWith(rest))
            move(
              target.slice(0, target.length - rest.length),
              `${appDirectory}/${place}`,
            );
        } else if (contains(whole, place)) {
          move(
            `${target}/${
              whole === '.' ? place : place.slice(whole.length + 1)
            }`,
            `${appDirectory}/${place}`,
          );
        }
      }
      if (whole === '.') move(target, appDirectory);
    }
  }
  for (const user of users) move(`/home/${user}`, `/home/${standard.user}`);
  return [...moved].sort(([a], [b]) => b.length - a.length);
}

/** A text of the old file, with paths as they are in the new one. */
export function relocate(
  text: string,
  { moved }: Layout,
  { appDirectory, librariesDirectory, servicesDirectory }: Standard,
): string {
  if (moved.length === 0) return text;
  const places = new Map(moved);
  const paths = moved.map(([from]) =>
    // What else the application's folder holds is where it was.
    from === appDirectory
      ? `${escaped(from)}(?!/(?:${servicesDirectory}|${librariesDirectory})/)`
      : escaped(from),
  );
  return text.replace(
    new RegExp(`(?<![\\w/.-])(?:${paths.join('|')})(?![\\w.-])`, 'g'),
    from => places.get(from)!,
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
