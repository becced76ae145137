import {
  ClauseCase,
  development,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'another program',
    edit: onlyIn(
      development,
      replace('CMD ["pdm", "run", "start"]', 'CMD ["python", "app.py"]'),
    ),
    changes: { '4.1.cmd': 'fail' },
    at: 'CMD ["python", "app.py"]',
  },
  {
    what: 'no CMD',
    edit: onlyIn(development, replace('CMD ["pdm", "run", "start"]', '')),
    changes: { '4.1.cmd': 'fail' },
  },
];
