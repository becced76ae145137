import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createTwoFilesPatch } from 'diff';
import { FileDiff } from './FileDiff';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

function show(before: string, after: string) {
  const patch = createTwoFilesPatch(
    'a/Dockerfile',
    'b/Dockerfile',
    before,
    after,
  );
  render(<FileDiff path="services/a/Dockerfile" patch={patch} />);
}

it('says of each line what becomes of it, in words too', async () => {
  show('a\nb\n', 'a\nc\n');
  const region = within(
    await screen.findByRole('region', {
      name: 'Changes of services/a/Dockerfile',
    }),
  );
  const rows = region
    .getAllByRole('row')
    .map(row =>
      [...row.children].map(({ textContent }) => textContent).join('|'),
    );
  expect(rows).toEqual([
    'Line before|Line after|Change|Text',
    'Lines 1–2',
    '1|1| |a',
    '2||−removed|b',
    '|2|+added|c',
  ]);
  expect(screen.getByText('Lines added: 1, removed: 1')).toBeInTheDocument();
});

it('says that a file is renamed, though nothing in it changes', async () => {
  const [from, to] = ['a/Dockerfile', 'a/Dockerfile.dev'];
  const patch = `diff --git a/${from} b/${to}\nrename from ${from}\nrename to ${to}\n`;
  render(<FileDiff path={to} renamedFrom={from} patch={patch} />);
  expect(await screen.findByText(`${from} → ${to}`)).toBeInTheDocument();
  expect(screen.getByText('Lines added: 0, removed: 0')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: /^Changes of/ })).toBeNull();
});

it('shows the beginning of a long diff, and more when asked', async () => {
  show('', numbered(1_400));
  const lines = async () => (await screen.findAllByText(/^line \d+$/)).length;
  expect(await lines()).toBe(299);
  await userEvent.click(screen.getByText('Show 1000 more of 1101 lines'));
  expect(await lines()).toBe(1_299);
  await userEvent.click(screen.getByText('Show 101 more lines'));
  expect(await lines()).toBe(1_400);
  expect(screen.queryByText(/^Show/)).toBeNull();
});
