import { base } from './2.1/base';
import { development } from './2.1/development';
import { production } from './2.1/production';
import { aptFlags } from './2.2/apt-flags';
import { aptPackageNames } from './2.2/apt-packages';
import { coreEnvironment } from './2.2/core-env';
import { hostVariable } from './2.2/host-env';
import { httpPortVariable } from './2.2/http-port-env';
import { image } from './2.2/image';
import { logLevelVariable } from './2.2/log-level-env';
import { pdmNoCache } from './2.2/pdm-nocache';
import { prometheusPortVariable } from './2.2/prom-port-env';
import { workdirApp } from './2.2/workdir-app';
import { installBeforeCode } from './3.1/install-before-code';
import { installProd } from './3.1/install-prod';
import { libSource } from './3.1/lib-src';
import { lock } from './3.1/lock';
import { metaFirst } from './3.1/meta-first';
import { localLibraries } from './3.2/libs-local';
import { lockFallback } from './3.2/lock-fallback';
import { chown } from './4.1/chown';
import { developmentCommand } from './4.1/cmd';
import { developmentCopyCode } from './4.1/copy-code';
import { developmentExpose } from './4.1/expose';
import { developmentUser } from './4.1/user';
import { userFirst } from './4.1/user-first';
import { userName } from './4.1/user-name';
import { developmentWorkdir } from './4.1/workdir';
import { mountLibraries } from './4.2/mount-libs';
import { mountService } from './4.2/mount-service';
import { packagesShadowed } from './4.2/packages-shadowed';
import { readOnly } from './4.2/readonly';
import { productionCommand } from './5.1/cmd';
import { productionCopyCode } from './5.1/copy-code';
import { productionExpose } from './5.1/expose';
import { productionUser } from './5.1/user';
import { userChownLayer } from './5.1/user-chown-layer';
import { productionWorkdir } from './5.1/workdir';
import { fastapi } from './6.2/fastapi-env';
import { quart } from './6.2/quart-env';
import { nonroot } from './7.1/nonroot';
import { owner } from './7.1/owner';
import { useradd } from './7.1/useradd';
import { databaseRange } from './8.1/db-range';
import { httpRange } from './8.1/http-range';
import { prometheusOffset } from './8.1/prom-offset';
import { unique } from './8.1/unique';
import { exposeVariables } from './8.2/expose-vars';
import { codeLast } from './9.1/code-last';
import { libsBeforeService } from './9.1/libs-before-service';
import { pdmOwnLayer } from './9.1/pdm-own-layer';
import { systemBeforeCode } from './9.1/system-before-code';
import { healthcheck } from './10.1/healthcheck';
import { execForm } from './10.2/exec-form';
import { startPortVariable } from './10.2/start-port-var';
import { startScript } from './10.2/start-script';
import { context } from './11.1/context';
import { dockerfileDev } from './11.1/dockerfile-dev';
import { environmentPorts } from './11.1/env-ports';
import { portMaps } from './11.1/port-maps';
import { target } from './11.1/target';
import { Clause } from './Clause';

/** Every clause that the engine judges, in the order of CLAUSES.md. @public */
export const clauses: readonly Clause[] = [
  base,
  development,
  production,
  image,
  coreEnvironment,
  logLevelVariable,
  httpPortVariable,
  prometheusPortVariable,
  hostVariable,
  quart,
  fastapi,
  aptFlags,
  aptPackageNames,
  pdmNoCache,
  pdmOwnLayer,
  workdirApp,
  metaFirst,
  lock,
  libSource,
  installBeforeCode,
  installProd,
  lockFallback,
  localLibraries,
  userFirst,
  developmentCopyCode,
  productionCopyCode,
  chown,
  developmentUser,
  productionUser,
  userName,
  developmentWorkdir,
  productionWorkdir,
  developmentExpose,
  productionExpose,
  developmentCommand,
  productionCommand,
  userChownLayer,
  useradd,
  owner,
  nonroot,
  httpRange,
  prometheusOffset,
  databaseRange,
  unique,
  exposeVariables,
  systemBeforeCode,
  libsBeforeService,
  codeLast,
  mountService,
  mountLibraries,
  readOnly,
  packagesShadowed,
  healthcheck,
  execForm,
  startScript,
  startPortVariable,
  context,
  dockerfileDev,
  target,
  environmentPorts,
  portMaps,
];
