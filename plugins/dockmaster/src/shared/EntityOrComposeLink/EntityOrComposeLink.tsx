import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { composeServiceOf, partyName } from './displayName';
import styles from './EntityOrComposeLink.module.css';

/** Who claims or has a port: an entity as a link to its page, a Compose service by its name. */
export function Party({ party }: { party: string }) {
  const linkTo = useEntityRefLink();
  return composeServiceOf(party) === undefined ? (
    <Link className={styles.party} href={linkTo(party)}>
      {partyName(party)}
    </Link>
  ) : (
    <span className={styles.party}>{partyName(party)}</span>
  );
}
