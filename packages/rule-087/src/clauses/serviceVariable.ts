import { Clause } from './Clause';
import { decisionsFor, worstOf } from './decisions';
import { lastEnvironment } from './environmentVariables';

/** A variable `<PREFIX><suffix>` that must be declared, and what its value must be. */
export function serviceVariable(
  options: Omit<Clause, 'section' | 'decide'> & {
    suffix: string;
    httpOnly: boolean;
    /** A value that is right, for the message. */
    right: string;
    isRight(value: string, host: string): boolean;
  },
): Clause {
  const { suffix, httpOnly, right, isRight, ...clause } = options;
  return {
    ...clause,
    section: '2.2',
    decide(model, standard) {
      const { pass, fail, unknown, notApplicable } = decisionsFor(model);
      if (httpOnly && model.kind !== 'http')
        return notApplicable(`A ${model.kind} serves no HTTP port.`);
      const prefix =
        model.prefix ?? model.name.toUpperCase().replace(/-/g, '_');
      const name = `${prefix}${suffix}`;
      const write = `Write: ENV ${name}=${right}`;
      return worstOf(
        model.runtimeStages.map(stage => {
          const variable = stage.scope.variable(name);
          if (!variable)
            return fail(
              `${name} is not declared. ${write}`,
              lastEnvironment(stage),
            );
          const { value } = variable;
          if (!value.known) {
            return unknown(
              `${name} cannot be computed: ${value.missing.join(
                ', ',
              )} has no default.`,
              variable,
            );
          }
          return isRight(value.text, standard.host)
            ? pass(`${name}=${value.text}`, variable)
            : fail(`${name} is "${value.text}". ${write}`, variable);
        }),
      );
    },
  };
}

export const isInteger = (value: string) => /^\d+$/.test(value);
