export type ReporterOptions = {
  /** Whether the reader is a terminal that shows colours. */
  colors: boolean;
};
