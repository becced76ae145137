/** How certain it is that a step runs again: the larger, the more certain. */
export enum Certainty {
  no,
  maybe,
  yes,
}

export function surest(...all: Certainty[]): Certainty {
  return Math.max(Certainty.no, ...all);
}

export function atMostMaybe(certainty: Certainty): Certainty {
  return Math.min(certainty, Certainty.maybe);
}
