import { Text } from '@backstage/ui';
import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { Headline } from '../../shared/Headline';
import { bundleInWords } from '../ports';
import { outcomeOf } from './outcomeOf';

/** What comes of it, before the details. */
export function Outcome({ fix }: { fix: ServiceFix }) {
  const { tone, sign, title, words } = outcomeOf(fix);
  const { ports, taken = [], waived = [] } = fix;
  return (
    <div>
      <Headline tone={tone} sign={sign}>
        {title}
      </Headline>
      {words && (
        <Text as="p" variant="body-medium" color="secondary">
          {words}
        </Text>
      )}
      {Object.keys(ports).length > 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          It reckons with {bundleInWords(ports)}, reserved for this service.
        </Text>
      )}
      {taken.map(({ port, reason }) => (
        <Text key={port} as="p" variant="body-medium" color="secondary">
          Port {port} is taken: {reason}
        </Text>
      ))}
      {waived.length > 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          Waived, not counted unless fixed: {waived.join(', ')}.
        </Text>
      )}
    </div>
  );
}
