import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { composeServiceOf, displayName } from './displayName';
import styles from './EntityOrComposeLink.module.css';

/** The claimant of a port: an entity as a link to its page, or a Compose service by its name. */
export function EntityOrComposeLink({ claimant }: { claimant: string }) {
  const linkTo = useEntityRefLink();
  return composeServiceOf(claimant) === undefined ? (
    <Link className={styles.link} href={linkTo(claimant)}>
      {displayName(claimant)}
    </Link>
  ) : (
    <span className={styles.link}>{displayName(claimant)}</span>
  );
}
