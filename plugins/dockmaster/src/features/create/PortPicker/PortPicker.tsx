import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Skeleton, Text } from '@backstage/ui';
import { useEffect, useState, type JSX } from 'react';
import {
  usePortOverview,
  usePortPreview,
  portProblemOf,
  bundleInWords,
} from '../../ports';
import { QueryProvider } from '../../../shared/query';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { faultOfName, serviceEntityRef } from '../ServiceNameField';
import {
  ChosenPorts,
  ChosenRole,
  ofRoles,
  portChoices,
  rolesOf,
} from './portChoices';
import styles from './PortPicker.module.css';
import { PortNumbers } from './PortNumbers';

/** Lets the registry choose the ports of a new service, or a person: of each number it says whether it is free, and who has it. */
export function PortPicker(
  props: FieldExtensionComponentProps<ChosenPorts>,
): JSX.Element {
  const { formData: chosen = {}, onChange, schema } = props;
  const service: Service = props.formContext?.formData ?? {};
  const roles = rolesOf(service);
  const [isChoosing, setIsChoosing] = useState(Object.keys(chosen).length > 0);

  // Whoever goes back and makes a worker of it wants no HTTP port any more.
  const kept = ofRoles(chosen, roles);
  const isStale = Object.keys(kept).length !== Object.keys(chosen).length;
  useEffect(() => {
    if (isStale) onChange(kept);
  });

  if (roles.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        A worker without a database has no ports.
      </Text>
    );
  }
  return (
    <div className={styles.picker}>
      <RadioGroup
        label={schema.title ?? 'Ports'}
        value={isChoosing ? 'choose' : 'automatic'}
        onChange={value => {
          setIsChoosing(value === 'choose');
          if (value === 'automatic') onChange({});
        }}
      >
        <Radio value="automatic">The registry chooses</Radio>
        <Radio value="choose">I choose</Radio>
      </RadioGroup>
      <QueryProvider>
        {isChoosing ? (
          <Numbers
            roles={roles}
            owner={ownerOf(service)}
            chosen={kept}
            onChange={onChange}
          />
        ) : (
          <Preview service={service} roles={roles} />
        )}
      </QueryProvider>
    </div>
  );
}

/** What the form has said of the service so far. */
type Service = { name?: string; kind?: string; database?: boolean };

function ownerOf({ name = '' }: Service): string {
  return serviceEntityRef(name);
}

function Numbers(props: {
  roles: ChosenRole[];
  owner: string;
  chosen: ChosenPorts;
  onChange: (chosen: ChosenPorts) => void;
}) {
  const { roles, owner, chosen, onChange } = props;
  const { data: overview, error, refetch } = usePortOverview();
  if (!overview && error)
    return <ErrorMessage about="ports" error={error} onRetry={refetch} />;
  if (!overview) {
    return (
      <div role="status" aria-label="The ports are being read">
        <Skeleton height={160} />
      </div>
    );
  }
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        What you do not choose is chosen by the registry. A number is yours once
        the task has reserved it, and not before.
      </Text>
      {roles.map(role => (
        <PortNumbers
          key={role}
          role={role}
          choices={portChoices(
            overview.pools.find(({ name }) => name === role),
            owner,
          )}
          value={chosen[role]}
          onChange={port => onChange({ ...chosen, [role]: port })}
        />
      ))}
    </>
  );
}

/** What the registry would choose now. */
function Preview(props: { service: Service; roles: ChosenRole[] }) {
  const { service, roles } = props;
  const isNamed = faultOfName(service.name ?? '') === undefined;
  const { preview, error } = usePortPreview(
    isNamed
      ? {
          owner: ownerOf(service),
          kind: roles.includes('http') ? 'http' : 'worker',
          database: roles.includes('database'),
        }
      : undefined,
  );
  if (error) {
    return (
      <Text as="p" variant="body-medium" color="danger" role="alert">
        {portProblemOf(error).message}
      </Text>
    );
  }
  return (
    <Text as="p" variant="body-medium" color="secondary" aria-live="polite">
      {preview
        ? `Now these would be chosen: ${bundleInWords(
            preview.ports,
          )}. Nothing is taken yet, and somebody else may be quicker.`
        : ''}
    </Text>
  );
}
