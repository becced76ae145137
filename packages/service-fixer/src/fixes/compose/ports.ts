import {
  ComposeService,
  holds,
  isUnknownPort,
  portsOf,
  PublishedPort,
  publishes,
} from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import { ClauseFix, ofEach, Refusal, refuse } from '../../ClauseFix';
import { composeTexts, itemAt, made, ofCompose, textFor } from './composeTexts';
import { UNNUMBERED } from './environment';
import { republish } from './portText';

/** `"8080:7005"` and `"7005"` become `"7005:7005"`; what is not published yet is added. */
export const portMaps: ClauseFix = ofCompose((own, fixContext) => {
  const [stage] = fixContext.model.runtimeStages;
  const { http, prometheus } = portsOf(fixContext.model, stage);
  if (http?.port === undefined || prometheus?.port === undefined)
    return UNNUMBERED;
  const texts = composeTexts(fixContext, own.name);
  const known = tcpPortsOf(own);
  const missing = [http.port, prometheus.port].filter(
    port => !known.some(published => publishes(published, port)),
  );
  if (missing.length === 0)
    return refuse(
      'The numbers of the Dockerfile are published; Compose sets others (11.1.env-ports).',
    );
  const added: number[] = [];
  const corrected = ofEach(missing, port => {
    const other = known.find(
      ({ container }) => isSingle(container) && container.from === port,
    );
    if (other) return republishAt(texts, own.name, other, { host: port });
    if (known.some(({ host }) => host && holds(host, port)))
      return refuse(
        `${port} is published already, for another port of the container.`,
      );
    added.push(port);
    return [];
  });
  return ofEach(
    [corrected, added.length === 0 ? [] : addPorts(texts, own, added)],
    edits => edits,
  );
});

function addPorts(
  texts: YamlText[],
  own: ComposeService,
  ports: number[],
): Edit[] | Refusal {
  const text = textFor(texts, own.name, 'ports');
  const items = ports.map(port => `${port}:${port}`);
  return made(text?.addItems(['services', own.name, 'ports'], items));
}

export function tcpPortsOf({ ports }: ComposeService): PublishedPort[] {
  return ports.flatMap(port =>
    isUnknownPort(port) || port.protocol !== 'tcp' ? [] : [port],
  );
}

/** Whether a range is one number. */
export function isSingle({ from, to }: { from: number; to: number }): boolean {
  return from === to;
}

/** Publishes a port of a service under other numbers, where that is written. */
export function republishAt(
  texts: YamlText[],
  service: string,
  port: PublishedPort,
  published: { host: number; container?: number },
): Edit[] | Refusal {
  const place = itemAt(texts, service, 'ports', port.evidence);
  const edits = place && republish(place.text, place.tree, port, published);
  return (
    edits ??
    refuse(
      `How ${service} publishes ${port.container.from} is not edited: a variable that is set elsewhere says it, or a range.`,
    )
  );
}
