/** A piece of a service's files that keeps a clause, and what breaks it. A test puts both into a service and judges it. @public */
export type ClauseExample = {
  file: 'dockerfile' | 'compose' | 'pyproject';
  passes: string;
  fails: string;
};

const dockerfile = (passes: string, fails: string): ClauseExample => ({
  file: 'dockerfile',
  passes,
  fails,
});
const compose = (passes: string, fails: string): ClauseExample => ({
  file: 'compose',
  passes,
  fails,
});
const pyproject = (passes: string, fails: string): ClauseExample => ({
  file: 'pyproject',
  passes,
  fails,
});

const COPY_CODE =
  'COPY services/identity_service/ /app/services/identity_service/';
const EXPOSE = 'EXPOSE ${IDENTITY_HTTP_PORT} ${IDENTITY_PROMETHEUS_PORT}';
const CMD = 'CMD ["pdm", "run", "start"]';
const USERADD =
  'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser';
const META =
  'COPY services/identity_service/pyproject.toml /app/services/identity_service/pyproject.toml';
const LIBS = 'COPY libs/common_core/src/ /app/libs/common_core/src/';

/** By clause id. @public */
export const examples: Record<string, ClauseExample> = {
  '2.1.base': dockerfile(
    'FROM python:3.11-slim AS base',
    'FROM python:3.11-slim AS common',
  ),
  '2.1.development': dockerfile('FROM base AS development', 'FROM base AS dev'),
  '2.1.production': dockerfile('FROM base AS production', 'FROM base AS prod'),
  '2.2.image': dockerfile(
    'FROM python:3.11-slim AS base',
    'FROM python:3.12 AS base',
  ),
  '2.2.core-env': dockerfile(
    'ENV PYTHONUNBUFFERED=1 \\\n',
    'ENV PYTHONUNBUFFERED=0 \\\n',
  ),
  '2.2.log-level-env': dockerfile('IDENTITY_LOG_LEVEL=INFO', 'LOG_LEVEL=INFO'),
  '2.2.http-port-env': dockerfile('IDENTITY_HTTP_PORT=7005', 'PORT=7005'),
  '2.2.prom-port-env': dockerfile(
    'IDENTITY_PROMETHEUS_PORT=9097',
    'METRICS_PORT=9097',
  ),
  '2.2.host-env': dockerfile(
    'IDENTITY_HOST=0.0.0.0',
    'IDENTITY_HOST=127.0.0.1',
  ),
  '6.2.quart-env': dockerfile(
    'ENV QUART_APP=app:app \\\n    QUART_ENV=production \\\n',
    'ENV QUART_APP=app:app \\\n    QUART_ENV=development \\\n',
  ),
  '6.2.fastapi-env': dockerfile(
    'ENV UVICORN_HOST=0.0.0.0 \\\n    UVICORN_PORT=${IDENTITY_HTTP_PORT}',
    'ENV UVICORN_HOST=0.0.0.0',
  ),
  '2.2.apt-flags': dockerfile(
    'RUN apt-get update && apt-get install -y \\\n    --no-install-recommends \\\n',
    'RUN apt-get update && apt-get install -y \\\n',
  ),
  '2.2.apt-packages': dockerfile(
    '    curl \\\n    build-essential \\\n    python3-dev \\\n',
    '    curl \\\n',
  ),
  '2.2.pdm-nocache': dockerfile(
    'RUN pip install --no-cache-dir pdm',
    'RUN pip install pdm',
  ),
  '9.1.pdm-own-layer': dockerfile(
    'RUN pip install --no-cache-dir pdm',
    'RUN apt-get clean && pip install --no-cache-dir pdm',
  ),
  '2.2.workdir-app': dockerfile('WORKDIR /app\n', 'WORKDIR /srv\n'),
  '3.1.meta-first': dockerfile(META, `${COPY_CODE}\n${META}`),
  '3.1.lock': dockerfile(
    'RUN pdm lock --lockfile pdm.lock.docker',
    'RUN pdm lock',
  ),
  '3.1.lib-src': dockerfile(META, `${LIBS}\n${META}`),
  '3.1.install-before-code': dockerfile(
    'RUN if [ -f "pdm.lock.docker" ]; then',
    `${COPY_CODE}\nRUN if [ -f "pdm.lock.docker" ]; then`,
  ),
  '3.1.install-prod': dockerfile(
    'pdm install --prod --lockfile pdm.lock.docker',
    'pdm install --lockfile pdm.lock.docker',
  ),
  '3.2.lock-fallback': dockerfile(
    'RUN if [ -f "pdm.lock.docker" ]; then \\\n        pdm install --prod --lockfile pdm.lock.docker; \\\n    else \\\n        pdm install --prod; \\\n    fi',
    'RUN pdm install --prod --lockfile pdm.lock.docker',
  ),
  '3.2.libs-local': pyproject(
    'huleedu-common-core = "file:///${PROJECT_ROOT}/../../libs/common_core"',
    'huleedu-common-core = ">=0.1"',
  ),
  '4.1.user-first': dockerfile(USERADD, `${COPY_CODE}\n${USERADD}`),
  '4.1.copy-code': dockerfile(
    COPY_CODE,
    'COPY services/identity_service/ /srv/',
  ),
  '5.1.copy-code': dockerfile(
    COPY_CODE,
    'COPY services/identity_service/ /srv/',
  ),
  '4.1.chown': dockerfile(
    'RUN chown -R appuser:appuser /app',
    'RUN chown appuser:appuser /app',
  ),
  '4.1.user': dockerfile('USER appuser', 'USER root'),
  '5.1.user': dockerfile('USER appuser', 'USER 0'),
  '4.1.user-name': dockerfile('USER appuser', 'USER www-data'),
  '4.1.workdir': dockerfile(
    'WORKDIR /app/services/identity_service',
    'WORKDIR /app',
  ),
  '5.1.workdir': dockerfile(
    'WORKDIR /app/services/identity_service',
    'WORKDIR /app',
  ),
  '4.1.expose': dockerfile(EXPOSE, 'EXPOSE ${IDENTITY_HTTP_PORT}'),
  '5.1.expose': dockerfile(EXPOSE, 'EXPOSE ${IDENTITY_HTTP_PORT}'),
  '4.1.cmd': dockerfile(CMD, 'CMD ["python", "app.py"]'),
  '5.1.cmd': dockerfile(CMD, 'CMD pdm run start'),
  '5.1.user-chown-layer': dockerfile(
    `${USERADD} \\\n    && chown -R appuser:appuser /app`,
    `${USERADD}\nRUN chown -R appuser:appuser /app`,
  ),
  '7.1.useradd': dockerfile(USERADD, 'RUN useradd -m appuser'),
  '7.1.owner': dockerfile(
    `${USERADD} \\\n    && chown -R appuser:appuser /app`,
    USERADD,
  ),
  '7.1.nonroot': dockerfile('USER appuser', ''),
  '8.1.http-range': dockerfile(
    'IDENTITY_HTTP_PORT=7005',
    'IDENTITY_HTTP_PORT=8005',
  ),
  '8.1.prom-offset': dockerfile(
    'IDENTITY_PROMETHEUS_PORT=9097',
    'IDENTITY_PROMETHEUS_PORT=9090',
  ),
  '8.1.db-range': compose('ports: ["5442:5432"]', 'ports: ["5432:5432"]'),
  '8.1.unique': compose('ports: ["9092:9092"]', 'ports: ["7005:9092"]'),
  '8.2.expose-vars': dockerfile(EXPOSE, 'EXPOSE 7005 9097'),
  '9.1.system-before-code': dockerfile(
    'RUN apt-get update',
    `${META}\nRUN apt-get update`,
  ),
  '9.1.libs-before-service': dockerfile(LIBS, `${COPY_CODE}\n${LIBS}`),
  '9.1.code-last': dockerfile(
    'USER appuser',
    'RUN pip install gunicorn\nUSER appuser',
  ),
  '4.2.mount-service': compose(
    '- ./services/identity_service:/app/services/identity_service:ro',
    '- ./services/identity_service:/srv:ro',
  ),
  '4.2.mount-libs': compose(
    '- ./libs:/app/libs:ro',
    '- ./libs/common_core:/app/libs/common_core:ro',
  ),
  '4.2.readonly': compose('- ./libs:/app/libs:ro', '- ./libs:/app/libs'),
  '4.2.packages-shadowed': compose(
    '- /app/services/identity_service/__pypackages__',
    '- /app/services/identity_service/.cache',
  ),
  '10.1.healthcheck': dockerfile(
    'HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \\\n    CMD curl -f http://localhost:${IDENTITY_HTTP_PORT}/healthz || exit 1',
    'HEALTHCHECK CMD curl http://localhost:7005/ || exit 1',
  ),
  '10.2.exec-form': dockerfile(CMD, 'CMD ["sh", "-c", "pdm run start"]'),
  '10.2.start-script': pyproject('start = ', 'serve = '),
  '10.2.start-port-var': pyproject(
    '--bind 0.0.0.0:${IDENTITY_HTTP_PORT}',
    '--bind 0.0.0.0:7005',
  ),
  '11.1.context': compose('context: .', 'context: services'),
  '11.1.dockerfile-dev': compose(
    'dockerfile: services/identity_service/Dockerfile.dev',
    'dockerfile: services/identity_service/Dockerfile',
  ),
  '11.1.target': compose('target: development', 'target: production'),
  '11.1.env-ports': compose(
    '- IDENTITY_HTTP_PORT=7005',
    '- IDENTITY_HTTP_PORT=7006',
  ),
  '11.1.port-maps': compose('- "7005:7005"', '- "8080:7005"'),
};
