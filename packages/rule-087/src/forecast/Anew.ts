/** How sure it is that something is made anew: the larger, the surer. */
export enum Anew {
  no,
  maybe,
  yes,
}

export function surest(...all: Anew[]): Anew {
  return Math.max(Anew.no, ...all);
}

export function atMostMaybe(anew: Anew): Anew {
  return Math.min(anew, Anew.maybe);
}
