import { PropsWithChildren } from 'react';
import styles from './Headline.module.css';

export type Tone = 'positive' | 'negative' | 'warning' | 'neutral';

/** The verdict in words; the sign before it says the same without colour. */
export function Headline(
  props: PropsWithChildren<{ tone: Tone; sign: string }>,
) {
  return (
    <p className={styles.headline} data-tone={props.tone}>
      <span aria-hidden="true">{props.sign} </span>
      <span>{props.children}</span>
    </p>
  );
}
