import { Skeleton, VisuallyHidden } from '@backstage/ui';

export function Loading() {
  return (
    <div role="status">
      <VisuallyHidden>Loading the ports</VisuallyHidden>
      <Skeleton width={320} height={20} />
      <Skeleton width="100%" height={200} />
      <Skeleton width="100%" height={200} />
    </div>
  );
}
