import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'packages that the mount hides',
    texts: edit('overlay', /.*__pypackages__\n/, ''),
    changes: fails('4.2.packages-shadowed'),
  },
  {
    what: 'a volume over the packages that cannot be computed',
    texts: edit(
      'overlay',
      '- /app/services/identity_service/__',
      '- ${V}:/app/services/identity_service/__',
    ),
    changes: { '4.2.packages-shadowed': 'unknown' },
  },
];
