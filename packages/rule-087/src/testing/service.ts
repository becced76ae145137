import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from '../judge';
import { Report } from '../report/Report';
import { SourceFile, Sources } from '../source/Sources';
import { rule087 } from '../standard/rule087';

const read = (name: string) =>
  readFileSync(resolve(__dirname, '../fixtures', name), 'utf8');

/** The files of a service, as texts. */
export type ServiceTexts = {
  dockerfile: string;
  pyproject: string | null;
  base: string;
  overlay: string;
};
/** A service that passes every clause that applies to it. */
export const conformingService: ServiceTexts = {
  dockerfile: read('identity_service.Dockerfile'),
  pyproject: read('identity_service/pyproject.toml'),
  base: read('identity_service/docker-compose.yml'),
  overlay: read('identity_service/docker-compose.dev.yml'),
};

/** Judges the conforming service with other texts. */
export function judgeTexts(
  texts: Partial<ServiceTexts>,
  more: Partial<Sources> = {},
  standard = rule087,
): Report {
  const all = { ...conformingService, ...texts };
  const present = (path: string, content: string): SourceFile => ({
    state: 'present',
    path,
    content,
  });
  const path = 'services/identity_service/pyproject.toml';
  return judge(
    {
      directory: 'services/identity_service',
      dockerfile: present(
        'services/identity_service/Dockerfile.dev',
        all.dockerfile,
      ),
      pyproject:
        all.pyproject === null
          ? { state: 'missing', path }
          : present(path, all.pyproject),
      compose: [
        present('docker-compose.yml', all.base),
        present('docker-compose.dev.yml', all.overlay),
      ],
      ...more,
    },
    standard,
    { service: 'identity_service' },
  );
}
