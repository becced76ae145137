import { Standard } from './Standard';

/** Rule 087 as HuleEdu wrote it, without any override. @public */
export const rule087: Standard = {
  id: '087',
  image: { name: 'python', version: '3.11', variant: 'slim' },
  stages: {
    base: 'base',
    development: 'development',
    production: 'production',
  },
  coreEnvironment: {
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PDM_USE_VENV: 'false',
    ENV_TYPE: 'docker',
    PYTHONPATH: '/app',
  },
  quartEnvironment: { QUART_APP: 'app:app', QUART_ENV: 'production' },
  host: '0.0.0.0',
  aptPackages: ['curl', 'build-essential', 'python3-dev'],
  appDirectory: '/app',
  servicesDirectory: 'services',
  librariesDirectory: 'libs',
  libraries: ['common_core', 'huleedu_service_libs'],
  lockFile: 'pdm.lock.docker',
  user: 'appuser',
  command: ['pdm', 'run', 'start'],
  healthPaths: ['/health', '/healthz'],
  ports: {
    http: { from: 7001, to: 7020 },
    database: { from: 5441, to: 5460 },
    prometheusOffset: 2092,
    blocked: [],
    environments: {},
  },
  accept: {
    frozenLock: false,
    sharedDepsImages: [],
    builderRuntimeSplit: false,
  },
  severities: {},
};
