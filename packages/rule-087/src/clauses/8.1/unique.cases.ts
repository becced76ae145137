import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a port that Kafka holds',
    texts: edit('base', '9092:9092', '7005:9092'),
    changes: fails('8.1.unique'),
  },
  {
    what: 'a database on the port of another',
    texts: edit('base', '9092:9092', '5442:9092'),
    changes: fails('8.1.unique'),
  },
];
