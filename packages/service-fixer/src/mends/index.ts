import { Mends } from '../Mend';
import { composeMends } from './compose';
import { pyprojectMends } from './pyproject';
import { runtimeStageMends } from './runtimeStages';
import { runtimeUserMends } from './runtimeUsers';
import { section02Environment } from './section02Environment';
import { section02Packages } from './section02Packages';
import { section02Stages } from './section02Stages';
import { section03Caching } from './section03Caching';
import { section06Framework } from './section06Framework';
import { section07Security } from './section07Security';
import { section08Ports } from './section08Ports';
import { section09Order } from './section09Order';
import { section10Runtime } from './section10Runtime';

/** What mends a clause where it stands, by the clause's id. What these refuse of stages and their order is written anew. */
export const mends: Mends = {
  // Before any CMD changes: what that started becomes the script.
  ...pyprojectMends,
  ...section02Stages,
  ...section02Environment,
  ...section02Packages,
  ...section06Framework,
  ...section03Caching,
  ...runtimeStageMends,
  ...runtimeUserMends,
  ...section10Runtime,
  ...section07Security,
  ...section08Ports,
  ...section09Order,
  ...composeMends,
};
