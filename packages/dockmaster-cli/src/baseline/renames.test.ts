import { KnownService } from './Baseline';
import { followRenames, withoutName } from './renames';

const known = (...places: string[]): KnownService => ({
  failing: new Map([['2.2.apt-flags', places]]),
  undecided: false,
  unreadable: [],
});

it.each<[string, Record<string, string[]>, Record<string, string[]>, object]>([
  ['the same faults', { b: ['x', 'y'] }, { a: ['x', 'y'] }, { b: 'a' }],
  ['half of the faults', { b: ['x', 'z'] }, { a: ['x', 'y'] }, { b: 'a' }],
  ['less than half', { b: ['x', 'z'] }, { a: ['x', 'y', 'w'] }, {}],
  ['fewer faults than half', { b: ['x'] }, { a: ['x', 'y', 'w'] }, {}],
  ['the same fault twice', { b: ['x', 'x'] }, { a: ['x', 'y', 'z'] }, {}],
  [
    'more with one than with another',
    { c: ['x', 'y', 'z'] },
    { a: ['x', 'y', 'w'], b: ['x', 'y', 'z'] },
    { c: 'b' },
  ],
  [
    'the same with one that another has become already',
    { b: ['x'], c: ['x'] },
    { a: ['x'] },
    { b: 'a' },
  ],
])('%s', (_, newcomers, gone, renames) => {
  const services = (places: Record<string, string[]>) =>
    new Map(
      Object.entries(places).map(([name, texts]) => [name, known(...texts)]),
    );
  expect(
    Object.fromEntries(followRenames(services(newcomers), services(gone))),
  ).toEqual(renames);
});

it.each([
  ['COPY services/billing_service/ /app/', 'billing_service'],
  ['ENV BILLING_SERVICE_HTTP_PORT=7009', 'billing_service'],
  ['ENV BILLING_HTTP_PORT=7009', 'billing_service'],
  ['name: billing-service', 'billing_service'],
])('%j reads alike under another name', (text, name) => {
  const renamed = text
    .replace('billing', 'invoice')
    .replace('BILLING', 'INVOICE');
  expect(withoutName(text, name)).toBe(withoutName(renamed, 'invoice_service'));
  expect(withoutName(text, name)).not.toBe(withoutName(renamed, name));
});

it('leaves texts alone where the name is too short to be told from other letters', () => {
  expect(withoutName('apt-get install', 'a')).toBe('apt-get install');
});
