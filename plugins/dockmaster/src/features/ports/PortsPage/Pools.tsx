import { Text } from '@backstage/ui';
import { PortOverview, PortRole } from '@huleedu/plugin-dockmaster-common';
import { useNow } from '../../../shared/useNow';
import {
  PORT_STATE_ORDER,
  PORT_STATES,
  ROLES,
  KnownPort,
  withRealPartners,
} from '../PortState';
import { Panel } from '../Panel';
import { PortGrid } from './PortGrid';

const ORDER: PortRole[] = ['http', 'database', 'prometheus'];

const SUBTITLES: Record<PortRole, string> = {
  http: 'Each is given out with its Prometheus port, the number beside it',
  database: 'For the databases of services',
  prometheus: 'Each goes with the HTTP port beside it',
};

/** Each pool number by number, and what is registered outside of them. */
export function Pools(props: {
  overview: PortOverview;
  onOpen: (port: number) => void;
}) {
  const { overview, onOpen } = props;
  const now = useNow();
  const all = withRealPartners(overview);
  const pools = ORDER.flatMap(
    role => overview.pools.find(({ name }) => name === role) ?? [],
  );
  const outside = all.slice(all.length - overview.outside.length);
  return (
    <>
      {pools.map(({ name, from, to }) => {
        const ports = all.filter(
          ({ role, port }) => role === name && port >= from && port <= to,
        );
        return (
          <Panel
            key={name}
            title={`${ROLES[name]} ${from}–${to}`}
            subtitle={SUBTITLES[name]}
            aside={<Counts ports={ports} />}
          >
            <PortGrid
              label={`${ROLES[name]} ports`}
              ports={ports}
              now={now}
              onOpen={onOpen}
            />
          </Panel>
        );
      })}
      {outside.length > 0 && (
        <Panel
          title="Outside the pools"
          subtitle="Registered numbers of services that were there before"
        >
          <PortGrid
            label="Ports outside the pools"
            ports={outside}
            now={now}
            onOpen={onOpen}
          />
        </Panel>
      )}
    </>
  );
}

function Counts({ ports }: { ports: KnownPort[] }) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      {PORT_STATE_ORDER.flatMap(state => {
        const count = ports.filter(port => port.state === state).length;
        return count > 0 ? `${count} ${PORT_STATES[state]}` : [];
      }).join(' · ')}
    </Text>
  );
}
