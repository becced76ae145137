import { textOf } from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import { Refusal, refuse, FixContext } from '../ClauseFix';
import { composeTexts, itemAt } from './compose/composeTexts';
import { moveVariables } from './compose/environment';
import { isSingle, republishAt, tcpPortsOf } from './compose/ports';
import { republish } from './compose/portText';

/** Where a service says another number than it should: in its environment, in the ports that it publishes, and in what asks it. */
export function setComposePort(
  fixContext: FixContext,
  old: number,
  next: number,
): Edit[] {
  return setComposePorts(fixContext, new Map([[old, next]]));
}

/** Several at once: they may stand in one place, and one may become what another was. */
export function setComposePorts(
  fixContext: FixContext,
  moves: Map<number, number>,
): Edit[] {
  const own = fixContext.model.composeService;
  if (!own || [...moves].every(([old, next]) => old === next)) return [];
  const texts = composeTexts(fixContext, own.name);
  return [
    ...moveVariables(fixContext, texts, own, moves),
    ...tcpPortsOf(own).flatMap(port => {
      const next = isSingle(port.container)
        ? moves.get(port.container.from)
        : undefined;
      if (next === undefined || next === port.container.from) return [];
      const place = itemAt(texts, own.name, 'ports', port.evidence);
      const both = { host: next, container: next };
      return (place && republish(place.text, place.tree, port, both)) ?? [];
    }),
    ...texts.flatMap(text => askedIn(text, own.name, moves)),
  ];
}

/** The address that the health check asks. */
function askedIn(
  text: YamlText,
  service: string,
  moves: Map<number, number>,
): Edit[] {
  const test = text.at('services', service, 'healthcheck', 'test');
  const words = test?.kind === 'list' ? test.items : [test];
  return words.flatMap(word => {
    const said = word && textOf(word);
    const changed = said?.replace(
      /\b(localhost|127\.0\.0\.1):(\d+)\b/g,
      (_, host, port) => `${host}:${moves.get(Number(port)) ?? port}`,
    );
    return word && changed !== undefined && changed !== said
      ? [text.setScalar(word, changed)]
      : [];
  });
}

/** Gives the database of a service another port on the host. */
export function setDatabasePort(fixContext: FixContext): Edit[] | Refusal {
  const { model, ports, standard } = fixContext;
  const { from, to } = standard.ports.database;
  const { database: next } = ports;
  if (next === undefined) {
    return {
      reason: `It takes a port of ${from}–${to} that is reserved for the database.`,
      needs: 'database',
    };
  }
  const published = model.databases.flatMap(database =>
    tcpPortsOf(database).flatMap(port =>
      port.host ? [{ database, port }] : [],
    ),
  );
  const [only, ...more] = published;
  if (!only || more.length > 0)
    return refuse('The service has several databases, and one port was given.');
  const { name } = only.database;
  return republishAt(composeTexts(fixContext, name), name, only.port, {
    host: next,
  });
}
