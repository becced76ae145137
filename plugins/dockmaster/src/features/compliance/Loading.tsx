import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

export function Loading() {
  return (
    <Flex align="center" gap="4" role="status">
      <VisuallyHidden>Loading the verdict</VisuallyHidden>
      <Skeleton width={72} height={72} rounded />
      <Flex direction="column" gap="2">
        <Skeleton width={220} height={20} />
        <Skeleton width={320} height={12} />
      </Flex>
    </Flex>
  );
}
