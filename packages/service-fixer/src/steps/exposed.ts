import { declaredPorts, Step } from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';

/** The words of an EXPOSE that say another port than the service's own two. */
export function exposedBesides(
  { stage, instruction }: Step,
  { model, dockerfile }: FixContext,
): string[] {
  if (model.kind !== 'http')
    return instruction.body.words().map(({ text }) => text);
  const { http, prometheus } = declaredPorts(model, stage);
  const own = [http?.port, prometheus?.port].filter(port => port !== undefined);
  // Where no variable says the ports, the first two are these.
  const unnamed = stage.exposed
    .filter(
      ({ port, variables }) =>
        variables.length === 0 &&
        port.known &&
        !own.includes(Number.parseInt(port.text, 10)),
    )
    .slice(0, 2 - own.length);
  const places = new Set(
    stage.exposed
      .filter(
        exposed =>
          exposed.undefinedVariables.length > 0 ||
          unnamed.includes(exposed) ||
          (exposed.port.known &&
            own.includes(Number.parseInt(exposed.port.text, 10))),
      )
      .map(({ start }) => start),
  );
  return instruction.body
    .words()
    .filter(word => !places.has(word.start))
    .map(word => dockerfile.slice(word));
}
