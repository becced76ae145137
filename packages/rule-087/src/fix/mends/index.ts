import { Mends } from '../Mend';
import { composeMends } from './compose';
import { pyprojectMends } from './pyproject';
import { runtimeStageMends } from './runtimeStages';
import { section02Environment } from './section02Environment';
import { section02Packages } from './section02Packages';
import { section03Caching } from './section03Caching';
import { section06Framework } from './section06Framework';
import { section07Security } from './section07Security';
import { section08Ports } from './section08Ports';
import { section09Order } from './section09Order';
import { section10Runtime } from './section10Runtime';

/** What mends a clause where it stands, by the clause's id. Structural faults have none: they are rewritten. */
export const mends: Mends = {
  // Before any CMD changes: what that started becomes the script.
  ...pyprojectMends,
  ...section02Environment,
  ...section02Packages,
  ...section06Framework,
  ...section03Caching,
  ...runtimeStageMends,
  ...section10Runtime,
  ...section07Security,
  ...section08Ports,
  ...section09Order,
  ...composeMends,
};
