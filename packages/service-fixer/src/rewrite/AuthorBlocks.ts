import { Slot, Target } from './slots';

/** Lines of the author's, and where they go. */
export type AuthorBlock = {
  targets: Target[];
  slot: Slot;
  lines: string[];
  /** It does what the new file has lines of its own for, and takes their place. */
  replaces: boolean;
  /** Whether a blank line stood above it. */
  isApart: boolean;
  /** Of ENV and ARG: what they set. */
  sets?: string[];
};

/** Comments of an instruction that is written anew. */
export type Note = {
  target: Target;
  slot: Slot;
  /** What that instruction copied, where others of its kind copied something else. */
  of?: string;
  lines: string[];
};

/** How the author installs what pyproject.toml names, besides what the rule says of that. */
export type Installation = {
  /** `--mount=…` of the RUN. */
  flags: string[];
  /** Options of `pdm install`. */
  options: string[];
};

/** What an author wrote besides what the rule prescribes. */
export type AuthorBlocks = {
  /** What stands above the first FROM, as it is. */
  head: string;
  ownBlocks: AuthorBlock[];
  notes: Note[];
  /** Folders of the shared libraries, from the repository's root, and of those that are copied as a whole. */
  libraries: string[];
  wholeLibraries: string[];
  /** Paths of the repository, besides the pyproject.toml of each project, that installing them takes. */
  metadata: Set<string>;
  /** How PDM is asked for, where that says more than its name. */
  pdm?: string;
  production: Installation;
  development: Installation;
  /** Options of the group and the user that are made. */
  groupOptions: string[];
  userOptions: string[];
  /** Whether commands that stay leave files of root's behind the service's code. */
  isChangedLate?: boolean;
  /** Ports besides the service's own, as words of EXPOSE. */
  exposed: Array<{ target: Target; word: string }>;
  /** Stages that stay as they are. */
  foreign: string[];
  extra: string[];
  /** Comments below the last instruction. */
  end: string[];
};
