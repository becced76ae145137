import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from './judge';
import { rule087 } from './standard/rule087';
it('x', () => {
  const content = readFileSync(
    resolve(__dirname, 'fixtures/identity_service.Dockerfile'),
    'utf8',
  );
  const report = judge(
    {
      dockerfile: {
        state: 'present',
        path: 'services/identity_service/Dockerfile.dev',
        content,
      },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    rule087,
    { service: 'identity_service' },
  );
  console.log(
    report.conforms,
    report.score,
    report.kind,
    report.framework,
    report.clauses
      .map(
        c =>
          `${c.verdict} ${c.id} ${c.evidence.map(
            e => `${e.startLine}:${e.startColumn}-${e.endLine}:${e.endColumn}`,
          )} ${c.message}`,
      )
      .join('\n'),
  );
});
