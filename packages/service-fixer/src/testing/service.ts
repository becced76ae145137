import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const fixtures = resolve(__dirname, '../../../rule-087/src/fixtures');
const read = (name: string) => readFileSync(resolve(fixtures, name), 'utf8');

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
