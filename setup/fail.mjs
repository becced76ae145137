/** Something that the person at the keyboard can mend; printed as one sentence, without a stack. */
export class SetupError extends Error {}

/** Says on standard error what is being done; standard output stays the result's. */
export function say(message) {
  process.stderr.write(`dockmaster: ${message}\n`);
}

/** Runs `main`; a SetupError ends the process with its sentence and exit code 1. */
export async function run(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
