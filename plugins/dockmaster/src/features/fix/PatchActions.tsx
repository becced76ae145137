import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { download } from './download';
import styles from './PatchActions.module.css';

/** Takes the patch elsewhere: to whoever would rather apply it by hand. */
export function PatchActions(props: { patch: string; name: string }) {
  const { patch, name } = props;
  const [outcome, setOutcome] = useState<string>();

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(patch);
      setOutcome('Copied.');
    } catch {
      // A page without TLS may not, nor one whose reader forbids it.
      setOutcome('The browser does not let it be copied. Download it instead.');
    }
  };
  return (
    <div className={styles.root}>
      <Button variant="secondary" onPress={copy}>
        Copy the patch
      </Button>
      <Button variant="secondary" onPress={() => download(name, patch)}>
        Download
      </Button>
      <Text as="p" variant="body-small" color="secondary" role="status">
        {outcome}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        At the monorepo’s root: <code>git apply {name}</code>
      </Text>
    </div>
  );
}
