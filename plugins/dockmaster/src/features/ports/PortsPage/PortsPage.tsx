import { PluginHeader } from '@backstage/ui';
import { RiPlugLine } from '@remixicon/react';
import { PortsContent } from './PortsContent';

/** The page for portals on the older frontend system, which brings no header of its own. */
export function PortsPage() {
  return (
    <>
      <PluginHeader title="Ports" icon={<RiPlugLine />} />
      <PortsContent />
    </>
  );
}
