import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'pip with its cache',
    edit: replace('--no-cache-dir ', ''),
    changes: fails('2.2.pdm-nocache'),
    at: 'pip install pdm',
  },
];
