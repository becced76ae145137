import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'another Dockerfile',
    texts: edit('base', 'Dockerfile.dev', 'Dockerfile'),
    changes: fails('11.1.dockerfile-dev'),
  },
];
