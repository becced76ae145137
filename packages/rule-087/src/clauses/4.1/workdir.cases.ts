import {
  ClauseCase,
  development,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a relative directory',
    edit: onlyIn(
      development,
      replace(
        'WORKDIR /app/services/identity_service',
        'WORKDIR services/identity_service/src',
      ),
    ),
    changes: { '4.1.workdir': 'fail' },
  },
  {
    what: 'a directory by variable',
    edit: onlyIn(
      development,
      replace(
        'WORKDIR /app/services/identity_service',
        'ARG DIR\nWORKDIR ${DIR}',
      ),
    ),
    changes: { '4.1.workdir': 'unknown' },
  },
];
