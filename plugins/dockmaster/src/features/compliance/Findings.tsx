import { Button } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import { useId, useState } from 'react';
import { Finding } from './Finding';
import styles from './Findings.module.css';
import { worstFirst } from './worstFirst';

const SHOWN = 5;

/** The worst findings; the rest on demand. */
export function Findings(props: {
  report: Report;
  links: Record<string, string>;
}) {
  const { report, links } = props;
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const findings = worstFirst(report);
  if (findings.length === 0) return null;
  const hidden = findings.length - SHOWN;
  return (
    <>
      <ul id={listId} className={styles.list} aria-label="Findings">
        {findings.slice(0, isOpen ? undefined : SHOWN).map(clause => (
          <Finding key={clause.id} clause={clause} links={links} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.more}>
          <Button
            variant="tertiary"
            aria-expanded={isOpen}
            aria-controls={listId}
            onPress={() => setIsOpen(!isOpen)}
          >
            {isOpen ? `Show the ${SHOWN} worst` : `Show ${hidden} more`}
          </Button>
        </div>
      )}
    </>
  );
}
