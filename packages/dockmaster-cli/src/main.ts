import { run } from './cli';

const isTerminal = process.stdout.isTTY ?? false;

run(process.argv.slice(2), {
  cwd: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
  isTerminal,
  colors: isTerminal && !process.env.NO_COLOR,
  loadConfigurationReader: () => import('@huleedu/rule-087/configuration'),
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
