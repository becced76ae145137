import { Clause } from './Clause';
import { pyprojectClauses } from './pyprojectClauses';
import { runtimeStageClauses } from './runtimeStageClauses';
import { section02Environment } from './section02Environment';
import { section02Packages } from './section02Packages';
import { section02Stages } from './section02Stages';
import { section03Caching } from './section03Caching';
import { section04Overlay } from './section04Overlay';
import { section06Framework } from './section06Framework';
import { section07Security } from './section07Security';
import { section08Ports } from './section08Ports';
import { section08Published } from './section08Published';
import { section09Order } from './section09Order';
import { section10Runtime } from './section10Runtime';
import { section11Compose } from './section11Compose';

/** Every clause that the engine judges, in the order of CLAUSES.md. @public */
export const clauses: readonly Clause[] = [
  ...section02Stages,
  ...section02Environment,
  ...section06Framework,
  ...section02Packages,
  ...section03Caching,
  ...pyprojectClauses.libraries,
  ...runtimeStageClauses,
  ...section07Security,
  ...section08Ports.range,
  ...section08Published,
  ...section08Ports.expose,
  ...section09Order,
  ...section04Overlay,
  ...section10Runtime,
  ...pyprojectClauses.start,
  ...section11Compose,
];
