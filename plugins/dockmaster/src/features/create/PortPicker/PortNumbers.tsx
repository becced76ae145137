import { Radio, RadioGroup } from '@backstage/ui';
import { ROLES, StateShape } from '../../ports';
import { ChosenRole, PortChoice } from './portChoices';
import styles from './PortNumbers.module.css';

/** The numbers of a pool to choose one from, each with its state and who has it. */
export function PortNumbers(props: {
  role: ChosenRole;
  choices: PortChoice[];
  value?: number;
  onChange: (port: number) => void;
}) {
  const { role, choices, value, onChange } = props;
  const free = choices.filter(({ canBeChosen }) => canBeChosen).length;
  return (
    <RadioGroup
      className={styles.group}
      label={`${ROLES[role]} port`}
      description={`${free} of ${choices.length} can be had`}
      value={value === undefined ? null : String(value)}
      onChange={port => onChange(Number(port))}
    >
      {choices.map(({ port, partner, state, canBeChosen, description }) => (
        <Radio
          key={port}
          className={styles.number}
          value={String(port)}
          aria-label={[
            port,
            partner !== undefined && `with ${ROLES.prometheus} ${partner}`,
            description,
          ]
            .filter(Boolean)
            .join(', ')}
          isDisabled={!canBeChosen}
        >
          <span className={styles.text}>
            <span className={styles.port}>
              {port}
              {partner !== undefined && (
                <span className={styles.partner}> + {partner}</span>
              )}
            </span>
            <span className={styles.state}>
              <StateShape state={state} />
              <span className={styles.description}>{description}</span>
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
