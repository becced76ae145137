import { fixTexts } from '../testing/fix';
import { conformingService } from '../testing/service';

const { dockerfile, pyproject } = conformingService;
const COMMAND = 'CMD ["pdm", "run", "start"]';
const START =
  'start = "hypercorn app:app --bind 0.0.0.0:${IDENTITY_HTTP_PORT}"';

function fixCommand(command: string, scripts = START) {
  const fix = fixTexts({
    dockerfile: dockerfile.replaceAll(COMMAND, command),
    pyproject: pyproject!.replace(START, () => scripts),
  });
  return {
    isFixed: fix.texts.dockerfile === dockerfile,
    pyproject: fix.texts.pyproject!,
    reasons: fix.remaining.map(({ reason }) => reason).join('\n'),
  };
}

it.each([
  { command: 'CMD pdm run start' },
  { command: 'CMD exec pdm run start' },
  { command: 'CMD ["sh", "-c", "cd /app && pdm run start"]' },
  { command: 'CMD ["hypercorn", "app:app", "--bind", "0.0.0.0:7005"]' },
  { command: 'CMD ["pdm", "run", "python", "-m", "quart", "run"]' },
  { command: 'CMD ["gunicorn", "app:app", "--workers", "4"]' },
  { command: 'ENTRYPOINT ["pdm", "run", "start"]' },
  { command: 'ENTRYPOINT ["pdm", "run"]\nCMD ["start"]' },
  {
    command: 'CMD ["pdm", "run", "serve"]',
    scripts: 'serve = "python -m app"\nstart = "python -m app"',
  },
  { command: 'CMD ["python", "app.py"]', scripts: 'start = "python -m app"' },
])('lets PDM start what $command started', ({ command, scripts }) => {
  expect(fixCommand(command, scripts)).toMatchObject({
    isFixed: true,
    reasons: '',
  });
});

it.each([
  {
    command: 'CMD ["pdm", "run", "start_worker"]',
    scripts: `start_worker = "python -m worker"\n${START}`,
    says: 'starts pdm run start_worker, and the script "start" of pyproject.toml starts hypercorn',
  },
  { command: 'CMD ["python", "worker.py"]', says: 'starts python worker.py' },
  {
    command: 'CMD PORT=1 pdm run start',
    says: 'PORT=1 is set for what the container starts',
  },
  {
    command: 'CMD export TZ=UTC && pdm run start',
    says: 'TZ=UTC is set for what the container starts',
  },
  {
    command: 'CMD pdm run migrate || true; pdm run start',
    says: 'Let a script "pre_start" of pyproject.toml do that',
  },
  {
    command: 'ENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "app:app"]',
    says: 'does with a command is not seen here',
  },
])('leaves $command, and says why', ({ command, scripts, says }) => {
  const { isFixed, reasons } = fixCommand(command, scripts);
  expect(isFixed).toBe(false);
  expect(reasons).toContain(says);
});

it.each([
  {
    command: 'CMD ["sh", "-c", "alembic upgrade head && pdm run start"]',
    script: 'pre_start = "alembic upgrade head"',
  },
  {
    command: 'CMD pdm run migrate && exec pdm run start',
    scripts: `migrate = "alembic upgrade head"\n${START}`,
    script: 'pre_start = { composite = ["migrate"] }',
  },
  {
    command: 'CMD alembic upgrade head && python seed.py && pdm run start',
    script:
      'pre_start = { composite = ["alembic upgrade head", "python seed.py"] }',
  },
  {
    command: 'CMD echo "$HOME" > where && pdm run start',
    script: 'pre_start = { shell = "echo \\"$HOME\\" > where" }',
  },
])(
  'lets PDM do first what $command did first',
  ({ command, scripts, script }) => {
    const { isFixed, pyproject: after, reasons } = fixCommand(command, scripts);
    expect(reasons).toBe('');
    expect(isFixed).toBe(true);
    expect(after).toContain(script);
  },
);

it('makes no second hook of what the scripts do already', () => {
  const scripts = `pre_start = "alembic upgrade head"\n${START}`;
  const fixed = fixCommand(
    'CMD alembic upgrade head && pdm run start',
    scripts,
  );
  expect(fixed).toMatchObject({ isFixed: true, reasons: '' });
  expect(fixed.pyproject.match(/alembic/g)).toHaveLength(1);
});
