import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'another image',
    edit: replace('python:3.11-slim', 'python:3.12-slim'),
    changes: { '2.2.image': 'fail' },
    at: 'python:3.12-slim',
  },
  {
    what: 'an image that is not slim',
    edit: replace('python:3.11-slim', 'python:3.11'),
    changes: fails('2.2.image'),
  },
  {
    what: 'an image that only begins like the right one',
    edit: replace('python:3.11-slim', 'python:3.110-slim'),
    changes: fails('2.2.image'),
  },
];
