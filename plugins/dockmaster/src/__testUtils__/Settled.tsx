import { usePermission } from '@backstage/plugin-permission-react';
import { Permission } from '@backstage/plugin-permission-common';
import { useIsFetching } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { QueryProvider } from '../shared/query';

type Asked = { permission: Permission; resourceRef?: string };

/**
 * Appears in a test once every query is answered and the permission is known: what is absent then stays absent.
 * It asks the same cache for the permission as what is tested does.
 */
export function Settled(props: Asked) {
  return (
    <QueryProvider>
      <Sign {...props} />
    </QueryProvider>
  );
}

function Sign(asked: Asked) {
  const isFetching = useIsFetching() > 0;
  const { loading } = usePermission(
    asked as Parameters<typeof usePermission>[0],
  );
  return <p>{isFetching || loading ? 'Asking' : 'Settled'}</p>;
}

export const settled = () => screen.findByText('Settled');
