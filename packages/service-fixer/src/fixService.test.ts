import { fixTexts } from './testing/fix';
import { conformingService, ServiceTexts } from './testing/service';

const texts = conformingService as { [name in keyof ServiceTexts]: string };

type Case = {
  id: string;
  file?: keyof ServiceTexts;
  /** What stands in the file that conforms, and what is made of it. */
  good: string;
  bad: string;
  /** What becomes of that; the good text where nothing is said. */
  fixed?: string;
  /** Every place of the file, not the first alone. */
  everywhere?: boolean;
};

const user =
  'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser';

const cases: Case[] = [
  { id: '2.2.image', good: 'python:3.11-slim', bad: 'python:3.12' },
  {
    id: '2.2.image',
    good: 'FROM python:3.11-slim',
    bad: 'FROM registry.example.com/python:3.11-alpine',
    fixed: 'FROM registry.example.com/python:3.11-slim',
  },
  {
    id: '2.2.core-env',
    good: 'PDM_USE_VENV=false',
    bad: 'PDM_USE_VENV=true',
  },
  {
    id: '2.2.core-env',
    good: 'PYTHONPATH=/app',
    bad: 'OTHER=1',
    fixed: 'OTHER=1 \\\n    PYTHONPATH=/app',
  },
  {
    id: '2.2.host-env',
    good: 'IDENTITY_HOST=0.0.0.0',
    bad: 'IDENTITY_HOST=127.0.0.1',
  },
  {
    id: '2.2.log-level-env',
    good: '    IDENTITY_LOG_LEVEL=INFO \\\n',
    bad: '    LOG_LEVEL=DEBUG \\\n',
    fixed: '    LOG_LEVEL=DEBUG \\\n',
  },
  {
    id: '2.2.http-port-env',
    good: '    IDENTITY_HTTP_PORT=7005 \\\n',
    bad: '    PORT=7005 \\\n',
    fixed: '    PORT=7005 \\\n',
  },
  {
    id: '6.2.quart-env',
    good: 'QUART_ENV=production',
    bad: 'QUART_ENV=development',
  },
  {
    id: '2.2.apt-flags',
    good: 'install -y \\\n    --no-install-recommends',
    bad: 'install',
    fixed: 'install -y --no-install-recommends',
  },
  {
    id: '2.2.apt-flags',
    good: ' \\\n    && rm -rf /var/lib/apt/lists/*',
    bad: '',
  },
  { id: '2.2.apt-flags', good: 'RUN apt-get update && ', bad: 'RUN ' },
  { id: '2.2.apt-packages', good: '    curl \\\n', bad: '', fixed: '' },
  {
    id: '2.2.pdm-nocache',
    good: 'pip install --no-cache-dir pdm',
    bad: 'pip install pdm',
  },
  {
    id: '2.2.pdm-nocache',
    good: 'pip install --no-cache-dir pdm',
    bad: 'pipx install pdm==2.20',
    fixed: 'pip install --no-cache-dir pdm==2.20',
  },
  {
    id: '9.1.pdm-own-layer',
    good: 'RUN pip install --no-cache-dir pdm',
    bad: 'RUN mkdir /data && pip install --no-cache-dir pdm',
    fixed: 'RUN mkdir /data\n\nRUN pip install --no-cache-dir pdm',
  },
  {
    id: '9.1.pdm-own-layer',
    good: 'RUN pip install --no-cache-dir pdm',
    bad: 'RUN pip install --no-cache-dir pdm==2.20 "gunicorn>=22"',
    fixed:
      'RUN pip install --no-cache-dir pdm==2.20\n\nRUN pip install --no-cache-dir "gunicorn>=22"',
  },
  {
    id: '2.2.pdm-nocache',
    good: 'RUN pip install --no-cache-dir pdm',
    bad: 'RUN curl -sSL https://pdm-project.org/install-pdm.py | python3 - --version 2.20.1',
    fixed: 'RUN pip install --no-cache-dir pdm==2.20.1',
  },
  { id: '2.2.workdir-app', good: 'WORKDIR /app\n\n', bad: '', fixed: '' },
  {
    id: '3.1.lock',
    good: 'pdm lock --lockfile pdm.lock.docker',
    bad: 'pdm lock',
  },
  {
    id: '3.1.install-prod',
    good: 'pdm install --prod',
    bad: 'pdm install --dev',
    everywhere: true,
  },
  {
    id: '3.2.lock-fallback',
    good: 'if [ -f "pdm.lock.docker" ]; then \\\n        pdm install --prod --lockfile pdm.lock.docker; \\\n    else \\\n        pdm install --prod; \\\n    fi',
    bad: 'pdm install --prod',
    fixed:
      'if [ -f pdm.lock.docker ]; then \\\n        pdm install --lockfile pdm.lock.docker --prod; \\\n    else \\\n        pdm install --prod; \\\n    fi',
  },
  {
    id: '7.1.useradd',
    good: 'useradd --no-log-init -r -g',
    bad: 'useradd -g',
    everywhere: true,
  },
  {
    id: '7.1.useradd',
    good: user,
    bad: 'RUN adduser --system --group appuser',
  },
  { id: '4.1.user', good: 'USER appuser\n', bad: '' },
  { id: '4.1.user-name', good: 'appuser', bad: 'someone', everywhere: true },
  {
    id: '4.1.cmd',
    good: 'CMD ["pdm", "run", "start"]',
    bad: 'CMD pdm run start',
  },
  {
    id: '10.2.exec-form',
    good: 'CMD ["pdm", "run", "start"]',
    bad: 'CMD ["sh", "-c", "pdm run start"]',
    everywhere: true,
  },
  {
    id: '8.2.expose-vars',
    good: 'EXPOSE ${IDENTITY_HTTP_PORT} ${IDENTITY_PROMETHEUS_PORT}',
    bad: 'EXPOSE 7005 9097',
  },
  {
    id: '4.1.expose',
    good: ' ${IDENTITY_PROMETHEUS_PORT}',
    bad: '',
  },
  {
    id: '4.1.workdir',
    good: 'USER appuser\nWORKDIR /app/services/identity_service',
    bad: 'USER appuser\nWORKDIR /srv',
  },
  {
    id: '8.1.prom-offset',
    good: 'IDENTITY_PROMETHEUS_PORT=9097',
    bad: 'IDENTITY_PROMETHEUS_PORT=9000',
  },
  {
    id: '10.2.start-port-var',
    file: 'pyproject',
    good: '0.0.0.0:${IDENTITY_HTTP_PORT}',
    bad: '127.0.0.1:8000',
  },
  {
    id: '10.2.start-script',
    file: 'pyproject',
    good: '[tool.pdm.scripts]\nstart = "hypercorn app:app --bind 0.0.0.0:${IDENTITY_HTTP_PORT}"\n',
    bad: '[tool.pdm.scripts] # what people call\n',
    fixed:
      '[tool.pdm.scripts] # what people call\nstart = "python -m quart --app app:app run --host 0.0.0.0 --port ${IDENTITY_HTTP_PORT}"\n',
  },
  {
    id: '3.2.libs-local',
    file: 'pyproject',
    good: 'huleedu-common-core = "file:///${PROJECT_ROOT}/../../libs/common_core"\n',
    bad: '',
  },
  {
    id: '11.1.context',
    file: 'base',
    good: 'context: .',
    bad: 'context: ./services/identity_service # here',
    fixed: 'context: . # here',
  },
  {
    id: '11.1.target',
    file: 'base',
    good: '      target: development\n',
    bad: '',
  },
  {
    id: '11.1.env-ports',
    file: 'base',
    good: '- IDENTITY_HTTP_PORT=7005',
    bad: '- IDENTITY_HTTP_PORT=7006',
  },
  {
    id: '11.1.port-maps',
    file: 'base',
    good: '"7005:7005"',
    bad: '"8080:7005"',
  },
  {
    id: '4.2.mount-libs',
    file: 'overlay',
    good: '      - ./libs:/app/libs:ro\n',
    bad: '',
    fixed: '',
  },
  {
    id: '4.2.readonly',
    file: 'overlay',
    good: './libs:/app/libs:ro',
    bad: './libs:/app/libs # all',
    fixed: './libs:/app/libs:ro # all',
  },
  {
    id: '4.2.packages-shadowed',
    file: 'overlay',
    good: '      - /app/services/identity_service/__pypackages__\n',
    bad: '',
  },
];

const changed = ({ good, everywhere }: Case, text: string, other: string) => {
  expect(text).toContain(good);
  return everywhere
    ? text.replaceAll(good, other)
    : text.replace(good, () => other);
};

/** Lines that only one of two texts has. */
function changedLines(before: string, after: string): number {
  const left = after.split('\n');
  const gone = before.split('\n').filter(line => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return gone.length + left.length;
}

it.each(cases)('fixes $id: $bad', test => {
  const { id, file = 'dockerfile', bad, fixed, everywhere } = test;
  const broken = changed(test, texts[file], bad);
  const fix = fixTexts({ [file]: broken });
  expect(fix.fixed).toContain(id);
  expect(fix.remaining).toEqual([]);
  expect(fix.report.conforms).toBe(true);
  expect(changedLines(broken, fix.texts[file]!)).toBeLessThanOrEqual(
    everywhere ? 14 : 10,
  );
  // What was taken away without a place of its own comes back elsewhere.
  if (fixed === '' || fixed === bad) return;
  const wanted = fixed === undefined ? test.good : fixed;
  expect(fix.texts[file]).toContain(wanted);
});
