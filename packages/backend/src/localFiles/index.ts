import { createServiceFactory } from '@backstage/backend-plugin-api';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { LocalFileUrlReader } from './LocalFileUrlReader';

/** Lets the `urlReader` of every plugin read `file:` URLs in `localFiles.roots`. */
export default createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory: () => LocalFileUrlReader.factory,
});
