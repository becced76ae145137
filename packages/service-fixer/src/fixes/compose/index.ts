import { ClauseFixes } from '../../ClauseFix';
import { build } from './build';
import { environmentPorts } from './environment';
import {
  mountLibraries,
  mountService,
  packagesShadowed,
  readOnly,
} from './mounts';
import { portMaps } from './ports';

export const composeFixes: ClauseFixes = {
  '4.2.mount-service': mountService,
  '4.2.mount-libs': mountLibraries,
  '4.2.readonly': readOnly,
  '4.2.packages-shadowed': packagesShadowed,
  '11.1.context': build,
  '11.1.dockerfile-dev': build,
  '11.1.target': build,
  '11.1.env-ports': environmentPorts,
  '11.1.port-maps': portMaps,
};
