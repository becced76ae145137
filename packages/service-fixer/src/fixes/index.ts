import { ClauseFixes } from '../ClauseFix';
import { composeFixes } from './compose';
import { pyprojectFixes } from './pyproject';
import { runtimeStageFixes } from './runtimeStages';
import { runtimeUserFixes } from './runtimeUsers';
import { section02Environment } from './section02Environment';
import { section02Packages } from './section02Packages';
import { section02Stages } from './section02Stages';
import { section03Caching } from './section03Caching';
import { section06Framework } from './section06Framework';
import { section07Security } from './section07Security';
import { section08Ports } from './section08Ports';
import { section09Order } from './section09Order';
import { section10Runtime } from './section10Runtime';

/** What fixes a clause where it stands, by the clause's id. What these refuse of stages and their order is written anew. */
export const fixes: ClauseFixes = {
  // Before any CMD changes: what that started becomes the script.
  ...pyprojectFixes,
  ...section02Stages,
  ...section02Environment,
  ...section02Packages,
  ...section06Framework,
  ...section03Caching,
  ...runtimeStageFixes,
  ...runtimeUserFixes,
  ...section10Runtime,
  ...section07Security,
  ...section08Ports,
  ...section09Order,
  ...composeFixes,
};
