import { useSidebarOpenState } from '@backstage/core-components';
import { Link } from '@backstage/ui';
import { LogoFull } from './LogoFull';
import { LogoIcon } from './LogoIcon';
import styles from './NavigationLogo.module.css';

export function NavigationLogo() {
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={styles.place}>
      <Link
        href="/"
        standalone
        className={styles.link}
        aria-label="Dockmaster, to the catalog"
      >
        {isOpen ? <LogoFull /> : <LogoIcon />}
      </Link>
    </div>
  );
}
