import { Text } from '../compose/ComposeModel';
import { Decision } from './Clause';
import { fail, pass, unknown } from './placedDecisions';

/** Whether a text of the compose file is what the rule wants. */
export function judgeText(
  { value, evidence }: Text,
  expected: string,
  { what, wanted, write }: { what: string; wanted: string; write: string },
): Decision {
  if (!value.known) {
    return unknown(
      `${what} cannot be computed: ${value.missing.join(', ')} has no default.`,
      evidence,
    );
  }
  return value.text === expected
    ? pass(`${what} is ${wanted}.`, evidence)
    : fail(
        `${what} is ${
          value.text === '.' ? "the repository's root" : value.text
        }; the rule wants ${wanted}. Write: ${write}`,
        evidence,
      );
}
