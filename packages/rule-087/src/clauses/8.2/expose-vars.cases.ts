import {
  ClauseCase,
  fails,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'ports exposed as numbers',
    edit: onlyIn(production, replace(/EXPOSE .*\n/, 'EXPOSE 7005 9097\n')),
    changes: fails('8.2.expose-vars'),
    at: '7005',
  },
  {
    what: 'EXPOSE with a variable that nothing defines',
    edit: onlyIn(
      production,
      replace('${IDENTITY_HTTP_PORT}', '${IDENTTY_HTTP_PORT}'),
    ),
    changes: fails('5.1.expose', '8.2.expose-vars'),
    at: '${IDENTTY_HTTP_PORT}',
  },
];
