import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from '../judge';
import { Report } from '../report/Report';
import { SourceFile, Sources } from '../sources/Sources';
import { rule087 } from '../standard/rule087';

const dockerfile = readFileSync(
  resolve(__dirname, '../fixtures/identity_service.Dockerfile'),
  'utf8',
);

const pyproject = `[project]
name = "identity-service"
dependencies = [
    "quart>=0.19",
    "huleedu-common-core",
    "huleedu-service-libs @ file:///\${PROJECT_ROOT}/../../libs/huleedu_service_libs",
]

[tool.pdm.scripts]
start = "hypercorn app:app --bind 0.0.0.0:\${IDENTITY_HTTP_PORT}"

[tool.pdm.resolution.overrides]
huleedu-common-core = "file:///\${PROJECT_ROOT}/../../libs/common_core"
`;

const base = `services:
  identity_service:
    build:
      context: .
      dockerfile: services/identity_service/Dockerfile.dev
      target: development
    environment:
      - IDENTITY_HTTP_PORT=7005
      - IDENTITY_PROMETHEUS_PORT=9097
      - DATABASE_URL=postgresql://u:p@identity_db:5432/identity
    ports:
      - "7005:7005"
      - "9097:9097"
  identity_db:
    image: postgres:15
    ports: ["5442:5432"]
  kafka:
    image: apache/kafka
    ports: ["9092:9092"]
`;

const overlay = `services:
  identity_service:
    volumes:
      - ./services/identity_service:/app/services/identity_service:ro
      - ./libs:/app/libs:ro
      - /app/services/identity_service/__pypackages__
`;

/** The files of a service, as texts. */
export type ServiceTexts = {
  dockerfile: string;
  pyproject: string | null;
  base: string;
  overlay: string;
};
/** A service that keeps every clause that applies to it. */
export const conformingService: ServiceTexts = {
  dockerfile,
  pyproject,
  base,
  overlay,
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
