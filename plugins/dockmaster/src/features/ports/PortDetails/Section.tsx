import { Text } from '@backstage/ui';
import { PropsWithChildren } from 'react';
import styles from './Section.module.css';

/** A part of the dialog with its own heading. */
export function Section(props: PropsWithChildren<{ title: string }>) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <Text as="h3" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
