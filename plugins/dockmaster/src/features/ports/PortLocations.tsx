import { PortPlace } from '@huleedu/plugin-dockmaster-common';
import { SourceLink } from '../../shared/SourceLink';
import styles from './PortLocations.module.css';

/** The lines that set a port, each once; beyond `most`, the number of further lines. */
export function PortLocations(props: { places: PortPlace[]; most?: number }) {
  const places = [
    ...new Map(
      props.places.map(place => [`${place.file}:${place.line}`, place]),
    ).values(),
  ];
  const { most = places.length } = props;
  const hidden = places.length - most;
  return (
    <ul className={styles.list}>
      {places.slice(0, most).map(({ file, line, url }) => (
        <li key={`${file}:${line}`}>
          <SourceLink evidence={{ file, startLine: line }} url={url} whole />
        </li>
      ))}
      {hidden > 0 && <li className={styles.more}>and {hidden} more</li>}
    </ul>
  );
}
