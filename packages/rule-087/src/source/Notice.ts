import { Evidence } from './Evidence';

/** Something that should be said about the sources that no clause says: a limit, an unreadable file, an expired suppression. @public */
export type Notice = {
  /** Kebab-case and stable, for example `file-too-large`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  evidence: Evidence[];
};
