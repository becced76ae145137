import { ClauseCase, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a base stage of another name',
    edit: content =>
      content
        .replace('AS base', 'AS common')
        .replaceAll('FROM base', 'FROM common'),
    changes: {
      '2.1.base': 'fail',
      '2.1.development': 'fail',
      '2.1.production': 'fail',
    },
  },
  {
    what: 'a base stage that is built from another stage',
    edit: replace(
      'FROM python:3.11-slim AS base',
      'FROM python:3.11-slim AS image\nFROM image AS base',
    ),
    changes: { '2.1.base': 'fail' },
  },
];
