import { Copied } from '../model/copies';

/** What is wrong where service code is copied once everything has its owner. */
export function takenBackBy(
  copied: Copied,
  user: string | undefined,
): [message: string, where: Copied] {
  return [
    `${copied.path} is copied after the chown, so it belongs to root. Write COPY --chown=${user}:${user} here, or move the chown below it.`,
    copied,
  ];
}
