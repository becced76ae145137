import { SourceFile } from '../source/Sources';
import { rule087 } from '../standard/rule087';
import { Forecast } from '../forecast/Forecast';
import { loadForecast } from '../forecast/loadForecast';

export const folder = 'services/identity_service';
export const dockerfilePath = `${folder}/Dockerfile.dev`;

/** A repository with one service, as texts. */
export type Repository = {
  dockerfile: string;
  /** Path → content of the files named `.dockerignore`. */
  ignore?: Record<string, string>;
  lockFiles?: string[];
  compose?: string;
};

function present(path: string, content: string): SourceFile {
  return { state: 'present', path, content };
}

export async function forecast({
  dockerfile,
  ignore = {},
  lockFiles,
  compose,
}: Repository): Promise<Forecast> {
  return loadForecast(
    {
      directory: folder,
      dockerfile: present(dockerfilePath, dockerfile),
      pyproject: { state: 'not-given' },
      compose: compose ? [present('docker-compose.yml', compose)] : [],
    },
    rule087,
    { service: 'identity_service' },
    {
      lockFiles,
      read: async path =>
        path in ignore
          ? present(path, ignore[path])
          : { state: 'missing', path },
    },
  );
}
