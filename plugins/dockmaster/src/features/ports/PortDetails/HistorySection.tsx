import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useState } from 'react';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { HistoryList } from './HistoryList';
import { Section } from './Section';

/** The port's history, and its owner's. */
export function HistorySection(props: {
  environment: string;
  port: number;
  owner?: string;
}) {
  const { environment, port, owner } = props;
  const [of, setOf] = useState('port');
  return (
    <Section title="History">
      {owner && (
        <ToggleButtonGroup
          aria-label="Whose history"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[of]}
          onSelectionChange={keys => setOf(String([...keys][0]))}
        >
          <ToggleButton id="port">{`Of ${port}`}</ToggleButton>
          <ToggleButton id="owner">{`Of ${displayName(owner)}`}</ToggleButton>
        </ToggleButtonGroup>
      )}
      {owner && of === 'owner' ? (
        <HistoryList environment={environment} owner={owner} />
      ) : (
        <HistoryList environment={environment} port={port} />
      )}
    </Section>
  );
}
