import { PortState } from '@huleedu/plugin-dockmaster-common';
import { ReactElement } from 'react';
import styles from './StateShape.module.css';

/** Drawn in a square of 12, since fonts lack one or the other of such signs. */
const SHAPES: Record<PortState, ReactElement> = {
  active: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  leased: <circle cx="6" cy="6" r="4.5" strokeDasharray="2.2 1.6" />,
  quarantined: <path d="M6 1.5 11 10.5H1Z" strokeLinejoin="round" />,
  observed: <path d="M6 1 11 6 6 11 1 6Z" strokeLinejoin="round" />,
  conflict: <path d="m2 2 8 8m0-8-8 8" strokeWidth="2" strokeLinecap="round" />,
  blocked: <path d="M1.5 1.5h9v9h-9Zm0 4.5L6 1.5m-4.5 9 9-9M6 10.5 10.5 6" />,
  free: <circle cx="6" cy="6" r="1.5" />,
};

/** The sign of a state; the word stands beside it. */
export function StateShape({ state }: { state: PortState }) {
  return (
    <svg
      className={styles.shape}
      data-state={state}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {SHAPES[state]}
    </svg>
  );
}
