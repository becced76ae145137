import { PortLocation } from '@huleedu/plugin-dockmaster-common';
import { SourceLink } from '../../shared/SourceLink';
import styles from './PortLocations.module.css';

/** The lines that set a port, each once; beyond `most`, the number of further lines. */
export function PortLocations(props: {
  locations: PortLocation[];
  most?: number;
}) {
  const locations = [
    ...new Map(
      props.locations.map(place => [`${place.file}:${place.line}`, place]),
    ).values(),
  ];
  const { most = locations.length } = props;
  const hidden = locations.length - most;
  return (
    <ul className={styles.list}>
      {locations.slice(0, most).map(({ file, line, url }) => (
        <li key={`${file}:${line}`}>
          <SourceLink evidence={{ file, startLine: line }} url={url} whole />
        </li>
      ))}
      {hidden > 0 && <li className={styles.more}>and {hidden} more</li>}
    </ul>
  );
}
