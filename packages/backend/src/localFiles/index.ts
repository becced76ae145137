import { createServiceFactory } from '@backstage/backend-plugin-api';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { LocalFileUrlReader } from './LocalFileUrlReader';

/** Lets every plugin's `urlReader` read `file:` URLs below `localFiles.roots`. */
export default createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory: () => LocalFileUrlReader.factory,
});
