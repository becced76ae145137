/** What the command line takes from the process, and tests give it. */
export type Environment = {
  /** Directory that paths are relative to. */
  cwd: string;
  /** ISO date on which suppressions are judged for expiry. */
  today: string;
  /** Directory of the checkout that a pull request shows; undefined outside of GitHub's runners. */
  workspace?: string;
  /** Whether a person reads standard output; else a program does. */
  isTerminal?: boolean;
  /** Whether standard output is a terminal that shows colours. */
  colors: boolean;
  /** Loads what reads a configuration: only few calls need it, and it takes long. */
  loadConfigurationReader: () => Promise<
    typeof import('@huleedu/rule-087/configuration')
  >;
  /** Loads the fixer, which a service without failures does not need. */
  loadFixer: () => Promise<typeof import('@huleedu/service-fixer')>;
  /** Loads the generator, which only few commands need. */
  loadGenerator: () => Promise<typeof import('@huleedu/service-generator')>;
  /** The result, and nothing else. */
  out: (text: string) => void;
  /** Everything that is said besides. */
  err: (text: string) => void;
};

/** Something that whoever called can fix; printed as a sentence, exit code 2. */
export class UsageError extends Error {}
