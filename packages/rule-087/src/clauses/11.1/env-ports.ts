import { ComposeService } from '../../compose/ComposeModel';
import { Clause, Decision } from '../Clause';
import { worstOf } from '../decisions';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from '../placedDecisions';
import { PortOf, portsIn } from '../composePorts';

export const environmentPorts: Clause = {
  id: '11.1.env-ports',
  section: '11.1',
  title: 'Port variables in compose',
  severity: 'must',
  rationale: 'What compose says and what the image says must be one number.',
  example: {
    file: 'compose',
    passes: '- IDENTITY_HTTP_PORT=7005',
    fails: '- IDENTITY_HTTP_PORT=7006',
  },
  decide(model) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    return ofComposeService(model, own =>
      worstOf(portsIn(model, own).map(port => judgeVariable(own, port))),
    );
  },
};

function judgeVariable(
  own: ComposeService,
  { label, name = `the ${label} port's variable`, declared, set }: PortOf,
): Decision {
  if (!set) {
    return own.unknownEnvironment
      ? unknown(
          `${name} may be set, but ${own.unknownEnvironment}.`,
          own.places.environment,
        )
      : fail(
          `Compose does not set ${name}. Write in environment: - ${
            declared?.variable.name ?? `<PREFIX>_${label.toUpperCase()}_PORT`
          }=${declared?.port ?? '…'}`,
          own.places.environment,
        );
  }
  const { value, evidence } = set.text;
  if (!value.known) {
    return unknown(
      `${set.name} cannot be computed: ${value.missing.join(
        ', ',
      )} has no default.`,
      evidence,
    );
  }
  if (!declared) {
    return fail(
      `${set.name} is set here, and the Dockerfile does not declare it. Write there: ENV ${set.name}=${value.text}`,
      evidence,
    );
  }
  const wanted = declared.variable.value;
  if (!wanted.known) {
    return unknown(
      `The Dockerfile's ${set.name} cannot be computed.`,
      evidence,
    );
  }
  return value.text === wanted.text
    ? pass(`${set.name} is ${wanted.text} in both.`, evidence)
    : fail(
        `${set.name} is ${value.text} here and ${wanted.text} in the Dockerfile. Write: ${set.name}=${wanted.text}`,
        evidence,
      );
}
