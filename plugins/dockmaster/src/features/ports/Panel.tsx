import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { PropsWithChildren, ReactNode, useId } from 'react';
import styles from './Panel.module.css';

/** A part of the page with its own heading. */
export function Panel(
  props: PropsWithChildren<{
    /** Where a link may lead to. */
    id?: string;
    title: string;
    subtitle?: ReactNode;
    aside?: ReactNode;
  }>,
) {
  const { id, title, subtitle, aside, children } = props;
  const titleId = useId();
  return (
    <section id={id} aria-labelledby={titleId}>
      <Card>
        <CardHeader className={styles.header}>
          <div>
            <Text as="h2" id={titleId} variant="title-x-small" weight="bold">
              {title}
            </Text>
            {subtitle && (
              <Text as="p" variant="body-small" color="secondary">
                {subtitle}
              </Text>
            )}
          </div>
          {aside}
        </CardHeader>
        <CardBody className={styles.body}>{children}</CardBody>
      </Card>
    </section>
  );
}
