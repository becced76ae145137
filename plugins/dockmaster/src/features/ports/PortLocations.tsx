import { PortPlace } from '@huleedu/plugin-dockmaster-common';
import { Place } from '../../shared/SourceLink';
import styles from './PortLocations.module.css';

/** The lines that say a port, each once; beyond `most`, how many more there are. */
export function PortPlaces(props: { places: PortPlace[]; most?: number }) {
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
          <Place evidence={{ file, startLine: line }} url={url} whole />
        </li>
      ))}
      {hidden > 0 && <li className={styles.more}>and {hidden} more</li>}
    </ul>
  );
}
