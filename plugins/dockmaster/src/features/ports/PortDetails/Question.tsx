import { PropsWithChildren, useEffect, useRef } from 'react';
import styles from './BundleActions.module.css';

/** What is asked before something is done. It takes the focus, since the button that led to it is gone. */
export function Question(props: PropsWithChildren<{ label: string }>) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus(), []);
  return (
    <div
      ref={group}
      className={styles.question}
      role="group"
      aria-label={props.label}
      tabIndex={-1}
    >
      {props.children}
    </div>
  );
}
