import { run } from './cli';

const isTerminal = process.stdout.isTTY ?? false;

// Whoever reads may have read enough, as `head` has.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
});

run(process.argv.slice(2), {
  cwd: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  workspace: process.env.GITHUB_WORKSPACE,
  isTerminal,
  colors: isTerminal && !process.env.NO_COLOR,
  loadConfigurationReader: () => import('@huleedu/rule-087/configuration'),
  loadFixer: () => import('@huleedu/service-fixer'),
  loadGenerator: () => import('@huleedu/service-generator'),
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
}).then(
  code => {
    // Standard output may be a pipe that is still being read: the process ends by itself.
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  },
);
