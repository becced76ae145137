import { ComposeService, isUnknownPort } from '../../compose/ComposeModel';
import { holds, publishes, publishesAsItIs } from '../../compose/ports';
import { toPort } from '../../model/servicePorts';
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

export const portMaps: Clause = {
  id: '11.1.port-maps',
  section: '11.1',
  title: 'Published ports',
  severity: 'must',
  rationale: 'A port has one number, inside the container and out.',
  example: { file: 'compose', passes: '- "7005:7005"', fails: '- "8080:7005"' },
  decide(model) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    return ofComposeService(model, own =>
      worstOf(portsIn(model, own).map(port => judgePublished(own, port))),
    );
  },
};

function judgePublished(
  own: ComposeService,
  { label, declared, set }: PortOf,
): Decision {
  const value = set?.text.value ?? declared?.variable.value;
  const number = value?.known ? toPort(value.text) : undefined;
  const unclear = own.ports.find(isUnknownPort);
  const known = own.ports.flatMap(candidate =>
    isUnknownPort(candidate) ? [] : [candidate],
  );
  if (number === undefined) {
    const mayBeRight = unclear ?? known.find(publishesAsItIs);
    return mayBeRight
      ? unknown(
          `The ${label} port's number cannot be told, so its mapping cannot.`,
          set?.text.evidence ?? own.places.ports,
        )
      : fail(
          `Nothing is published under its own number, so the ${label} port is not. Write in ports: - "<port>:<port>"`,
          own.places.ports,
        );
  }
  const right = known.find(candidate => publishes(candidate, number));
  if (right)
    return pass(`${number} is published as ${number}.`, right.evidence);
  if (unclear) {
    return unknown(
      `A port cannot be computed: ${unclear.missing.join(
        ', ',
      )} has no default.`,
      unclear.evidence,
    );
  }
  const near = known.find(({ host, container }) =>
    [host, container].some(range => range && holds(range, number)),
  );
  return fail(
    `The ${label} port ${number} is not published as ${number}. Write in ports: - "${number}:${number}"`,
    near?.evidence ?? own.places.ports,
  );
}
