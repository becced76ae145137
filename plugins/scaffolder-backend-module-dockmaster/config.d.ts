export interface Config {
  dockmaster?: {
    /**
     * Git working copies on this machine that `dockmaster:publish:local` may commit to, and nothing else. Meant for the embedded default and
     * for development: in production a pull request is opened instead.
     */
    workingCopies?: Array<{
      /** Absolute path. Its URL, `file://…`, must be one of `dockmaster.monorepos`. */
      directory: string;
      /** The branch that is committed to, and that must be checked out. By default `main`. */
      branch?: string;
    }>;
  };
}
