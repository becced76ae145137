import { PluginHeader } from '@backstage/ui';
import { RiPlugLine } from '@remixicon/react';
import { PortsContent } from './PortsContent';

/** The page for portals on the older frontend system, which has no header for it. */
export function PortsPage() {
  return (
    <>
      <PluginHeader title="Ports" icon={<RiPlugLine />} />
      <PortsContent />
    </>
  );
}
