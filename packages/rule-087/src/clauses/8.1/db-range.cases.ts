import { ClauseCase, conforming, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a database outside its range',
    texts: edit('base', '5442:5432', '5432:5432'),
    changes: fails('8.1.db-range'),
  },
  {
    what: 'a database under the name of its container',
    texts: {
      base: `${conforming.base
        .replace('@identity_db:5432', '@huleedu_identity_store:5432')
        .replace(
          'identity_db:',
          'store:\n    container_name: huleedu_identity_store',
        )
        .replace('5442:5432', '5432:5432')}`,
    },
    changes: fails('8.1.db-range'),
  },
  {
    what: 'a database under an alias, with credentials that nobody sets',
    texts: {
      base: `${conforming.base
        .replace('u:p@identity_db:5432', '${U}:${P}@store')
        .replace(
          'identity_db:',
          'x:\n    networks: { back: { aliases: [store] } }',
        )
        .replace('image: postgres:15', 'image: postgres:${VERSION}')
        .replace('5442:5432', '5432:5432')}`,
    },
    changes: fails('8.1.db-range'),
  },
  {
    what: 'a database that cannot be told',
    texts: {
      base: `${conforming.base
        .replace(/DATABASE_URL=.*/, 'DATABASE_URL=${DATABASE_URL}')
        .replace('identity_db:', 'store:')}`,
    },
    changes: { '8.1.db-range': 'unknown' },
  },
  {
    what: 'what watches a database and is none',
    texts: {
      base: `${conforming.base
        .replace('identity_db:', 'identity_postgres:')
        .replace('postgres:15', 'quay.io/prometheuscommunity/postgres-exporter')
        .replace('5442:5432', '9187:9187')}`,
    },
    changes: { '8.1.db-range': 'not-applicable' },
  },
  {
    what: 'a database that publishes nothing',
    texts: edit('base', '    ports: ["5442:5432"]\n', ''),
    changes: { '8.1.db-range': 'not-applicable' },
  },
];
