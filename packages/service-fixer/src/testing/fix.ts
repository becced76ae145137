import { judge, Report, rule087, SourceFile, Sources } from '@huleedu/rule-087';
import { FixResult, FixOptions } from '../FixResult';
import { fixSources } from '../fixSources';
import { conformingService, ServiceTexts } from './service';

const folder = 'services/identity_service';
const paths = {
  dockerfile: `${folder}/Dockerfile.dev`,
  pyproject: `${folder}/pyproject.toml`,
  base: 'docker-compose.yml',
  overlay: 'docker-compose.dev.yml',
};

export function sourcesOf(texts: Partial<ServiceTexts>): Sources {
  const all = { ...conformingService, ...texts };
  const file = (name: keyof ServiceTexts): SourceFile => {
    const path = paths[name];
    const content = all[name];
    return content === null
      ? { state: 'missing', path }
      : { state: 'present', path, content };
  };
  return {
    directory: folder,
    dockerfile: file('dockerfile'),
    pyproject: file('pyproject'),
    compose: [file('base'), file('overlay')],
  };
}

/** Fixes the conforming service with other texts; its texts as they are then come with it. */
export function fixTexts(
  texts: Partial<ServiceTexts>,
  options: FixOptions = {},
): FixResult & { texts: ServiceTexts } {
  const fix = fixSources(
    sourcesOf(texts),
    rule087,
    { service: 'identity_service' },
    options,
  );
  const all: ServiceTexts = { ...conformingService, ...texts };
  for (const name of Object.keys(paths) as Array<keyof ServiceTexts>) {
    const file = fix.files.find(({ path }) => path === paths[name]);
    if (file) all[name] = file.after;
  }
  return { ...fix, texts: all };
}

/** Judges the conforming service with other texts. */
export function judgeTexts(texts: Partial<ServiceTexts>): Report {
  return judge(sourcesOf(texts), rule087, { service: 'identity_service' });
}
