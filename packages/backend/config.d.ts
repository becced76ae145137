export interface Config {
  dockmaster?: {
    /**
     * Git working copies on this machine that `dockmaster:publish:local` may commit to, and nothing else. Meant for the embedded default and
     * for development: in production a pull request is opened.
     */
    workingCopies?: Array<{
      /** Absolute path. Its URL, `file://…`, must be one of `dockmaster.monorepos`. */
      directory: string;
      /** The branch that is committed to, and that must be checked out. By default `main`. */
      branch?: string;
    }>;
  };

  /**
   * What `file:` URLs may name. Meant for the embedded default and for development.
   */
  localFiles?: {
    /**
     * Absolute paths of directories. A `file:` URL is read only where it leads, all symbolic links resolved, into one of
     * these. Without any, `file:` URLs are not read at all.
     */
    roots?: string[];
  };

  embedded?: {
    /** A git working copy that the portal makes at its first start, for people to edit and to create services in. */
    workingCopy?: {
      /** Absolute path. Left alone when it exists already. */
      directory: string;
      /** What it starts as: a directory, relative to this package. */
      from: string;
    };
  };

  permission?: {
    /**
     * Who has which role in the portal's permission policy: refs of groups and users, such as `group:default/platform`. Whoever has none
     * sees the catalog alone. Without this key, everybody who signs in may everything.
     */
    roles?: {
      /** May everything. */
      platform?: string[];
      /** May create services, and change those that they own. */
      developers?: string[];
      /** May see reports and ports. */
      readers?: string[];
    };
  };
}
