import { conformingService } from '../../testing/service';
import { healthcheck } from './healthcheck';
import { ClauseCase } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a health check of another path',
    edit: content =>
      `${content}HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD curl -f http://localhost:\${IDENTITY_HTTP_PORT}/ || exit 1\n`,
    changes: { '10.1.healthcheck': 'fail' },
  },
  {
    what: 'a health check with other timings',
    edit: content =>
      `${content}HEALTHCHECK --interval=5m CMD curl -f http://localhost:\${IDENTITY_HTTP_PORT}/healthz || exit 1\n`,
    changes: { '10.1.healthcheck': 'fail' },
  },
  {
    what: 'a health check as the rule writes it',
    edit: content => `${content}${healthcheck.example.passes}\n`,
    changes: { '10.1.healthcheck': 'pass' },
  },
];

export const exampleService = {
  ...conformingService,
  dockerfile: `${conformingService.dockerfile}\n${healthcheck.example.passes}\n`,
};
