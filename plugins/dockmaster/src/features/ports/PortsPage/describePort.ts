import { timeLeft } from '../timeLeft';
import {
  displayName,
  plainSentence,
} from '../../../shared/EntityOrComposeLink';
import { PORT_STATES, ROLES, KnownPort, claimantsOf } from '../PortState';

export type PortDescription = {
  /** The state and the time that it has left. */
  state: string;
  /** Who has it, or why nobody may. */
  who?: string;
  /** `Prometheus 9097` of an HTTP port. */
  partner?: string;
  /** All of it, as a screen reader says it. */
  label: string;
};

/** What is known of a port in a few words. */
export function describePort(port: KnownPort, now: Date): PortDescription {
  const state = [
    PORT_STATES[port.state],
    port.until && timeLeft(port.until, now),
  ]
    .filter(Boolean)
    .join(', ');
  const who = whoOf(port);
  const partner =
    port.partner === undefined
      ? undefined
      : `${ROLES[port.role === 'http' ? 'prometheus' : 'http']} ${
          port.partner
        }`;
  return {
    state,
    who,
    partner,
    label: [port.port, state, who, partner].filter(Boolean).join(', '),
  };
}

function whoOf(port: KnownPort): string | undefined {
  const { state, owner, reason } = port;
  switch (state) {
    case 'blocked':
      // In a cell the partner's number stands above: `9094 is blocked: …` is enough.
      return reason && plainSentence(reason).replace(/^Its partner /, '');
    case 'conflict':
      return claimantsOf(port).map(displayName).join(' and ');
    case 'quarantined':
      return owner && `was ${displayName(owner)}`;
    default:
      return owner && displayName(owner);
  }
}
