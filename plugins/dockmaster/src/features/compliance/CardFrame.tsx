import { Card, CardBody, CardFooter, CardHeader, Text } from '@backstage/ui';
import { PropsWithChildren, ReactNode, useId } from 'react';
import styles from './CardFrame.module.css';

/** The card's outside, the same in every state. */
export function CardFrame(
  props: PropsWithChildren<{
    subtitle: string;
    action?: ReactNode;
    footer?: ReactNode;
  }>,
) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <Card>
        <CardHeader className={styles.header}>
          <div className={styles.titles}>
            <Text
              as="h3"
              id={titleId}
              variant="title-x-small"
              weight="bold"
              className={styles.title}
            >
              Docker standard
            </Text>
            <Text
              as="p"
              variant="body-small"
              color="secondary"
              className={styles.subtitle}
            >
              {props.subtitle}
            </Text>
          </div>
          {props.action}
        </CardHeader>
        <CardBody className={styles.body}>{props.children}</CardBody>
        {props.footer && (
          <CardFooter className={styles.footer}>{props.footer}</CardFooter>
        )}
      </Card>
    </section>
  );
}
