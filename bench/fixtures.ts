import { SourceFile } from '@huleedu/rule-087';

/** A number generator that always gives the same numbers. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Varied Dockerfiles as services have them: good ones, single stages, split builders, comments, heredocs. */
export function dockerfiles(count: number): string[] {
  return Array.from({ length: count }, (_, index) => dockerfile(index));
}

function dockerfile(seed: number): string {
  const next = random(seed);
  const pick = <T>(...items: T[]): T =>
    items[Math.floor(next() * items.length)];
  const prefix = pick('BILLING', 'BENCH', 'SEARCH_SERVICE', 'MAIL');
  const http = 7001 + Math.floor(next() * 20);
  const install = pick(
    'RUN if [ -f "pdm.lock.docker" ]; then \\\n        pdm install --prod --lockfile pdm.lock.docker; \\\n    else \\\n        pdm install --prod; \\\n    fi',
    'RUN pdm install --prod',
    'RUN <<EOF\nset -e\npdm lock --lockfile pdm.lock.docker\npdm install --prod --lockfile pdm.lock.docker\nEOF',
  );
  const head = `# Service ${seed}
FROM ${pick(
    'python:3.11-slim',
    'python:3.12',
    'python:3.11.9-slim-bookworm',
  )} AS base

ENV PYTHONUNBUFFERED=1 \\
    PYTHONDONTWRITEBYTECODE=1 \\
    PDM_USE_VENV=false \\
    ENV_TYPE=docker \\
    PYTHONPATH=/app

ENV QUART_APP=app:app \\
    QUART_ENV=production \\
    ${prefix}_LOG_LEVEL=INFO \\
    ${prefix}_HTTP_PORT=${http} \\
    ${prefix}_PROMETHEUS_PORT=${http + 2092} \\
    ${prefix}_HOST=0.0.0.0

# System packages
RUN apt-get update && apt-get install -y --no-install-recommends \\
    curl build-essential python3-dev ${pick('', 'git', 'libpq-dev')} \\
    && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir ${pick('pdm', 'pdm==2.20.1')}
WORKDIR /app

COPY libs/common_core/pyproject.toml /app/libs/common_core/pyproject.toml
COPY libs/huleedu_service_libs/pyproject.toml /app/libs/huleedu_service_libs/pyproject.toml
COPY services/bench_service/pyproject.toml /app/services/bench_service/pyproject.toml
WORKDIR /app/services/bench_service
RUN pdm lock --lockfile pdm.lock.docker || echo "Lock generation failed"
COPY libs/common_core/src/ /app/libs/common_core/src/
COPY libs/huleedu_service_libs/src/ /app/libs/huleedu_service_libs/src/
${install}
`;
  const stage = (name: string) => `
FROM base AS ${name}
${pick(
  'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser',
  'RUN useradd -m appuser',
)}
COPY services/bench_service/ /app/services/bench_service/
RUN chown -R appuser:appuser /app
USER ${pick('appuser', 'root')}
WORKDIR /app/services/bench_service
EXPOSE \${${prefix}_HTTP_PORT} \${${prefix}_PROMETHEUS_PORT}
CMD ${pick('["pdm", "run", "start"]', 'pdm run start')}
`;
  return pick(
    () => head + stage('development') + stage('production'),
    () => head + stage('production'),
    () => head.replace(' AS base', ''),
  )();
}

export function longDockerfile(instructions: number): string {
  const lines = ['FROM python:3.11-slim AS base'];
  for (let index = 1; index < instructions; index++) {
    lines.push(
      index % 3 === 0
        ? `ENV A${index}=\${A${index - 3}:-x}`
        : `RUN apt-get update && echo ${index}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

export function manyStages(stages: number): string {
  return Array.from(
    { length: stages },
    (_, index) =>
      `FROM ${
        index === 0 ? 'python:3.11-slim' : `s${index - 1}`
      } AS s${index}\nENV V${index}=1\nRUN pip install --no-cache-dir pdm\n`,
  ).join('\n');
}

export function composeOf(services: number): {
  compose: SourceFile[];
  services: Array<{ name: string; directory: string; pyproject: SourceFile }>;
} {
  const names = Array.from(
    { length: services },
    (_, index) => `s${index}_service`,
  );
  const content = `services:\n${names
    .map(
      (name, index) => `  ${name}:
    build: { context: ., dockerfile: services/${name}/Dockerfile.dev, target: development }
    environment: [BENCH_HTTP_PORT=${7001 + index}, BENCH_PROMETHEUS_PORT=${
        9093 + index
      }]
    ports: ["${7001 + index}:${7001 + index}", "${9093 + index}:${
        9093 + index
      }"]
    volumes: ["./services/${name}:/app/services/${name}:ro", "./libs:/app/libs:ro"]
`,
    )
    .join('')}`;
  return {
    compose: [{ state: 'present', path: 'docker-compose.yml', content }],
    services: names.map(name => ({
      name,
      directory: `services/${name}`,
      pyproject: {
        state: 'present',
        path: `services/${name}/pyproject.toml`,
        content: `[project]\nname = "${name}"\ndependencies = ["quart", "huleedu-common-core"]\n\n[tool.pdm.scripts]\nstart = "hypercorn app:app --bind 0.0.0.0:\${BENCH_HTTP_PORT}"\n`,
      },
    })),
  };
}
