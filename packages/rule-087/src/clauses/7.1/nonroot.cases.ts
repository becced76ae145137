import { conformingService } from '../../testing/service';
import {
  ClauseCase,
  development,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a stage that the rule names, which runs as root',
    edit: onlyIn(development, replace('USER appuser', 'USER root')),
    changes: {
      '4.1.chown': 'not-applicable',
      '4.1.user': 'fail',
      '4.1.user-name': 'not-applicable',
      '7.1.nonroot': 'not-applicable',
    },
  },
];

// 4.1.user and 5.1.user report the stages that the rule names.
export const exampleService = {
  ...conformingService,
  dockerfile: conformingService.dockerfile
    .slice(0, conformingService.dockerfile.indexOf('FROM base AS production'))
    .replace('AS development', 'AS runtime'),
};
