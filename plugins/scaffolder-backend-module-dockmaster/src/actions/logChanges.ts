import { LoggerService } from '@backstage/backend-plugin-api';
import { Changes } from '@huleedu/service-generator';

/** Says what is to be done to which file. */
export function logChanges(logger: LoggerService, changes: Changes) {
  const { newFiles, changedFiles, deletedFiles, notes } = changes;
  for (const { path } of newFiles) logger.info(`new      ${path}`);
  for (const { path } of changedFiles) logger.info(`changed  ${path}`);
  for (const path of deletedFiles) logger.info(`deleted  ${path}`);
  for (const note of notes) logger.warn(note);
  if (newFiles.length + changedFiles.length + deletedFiles.length === 0)
    logger.info('Nothing is to be done: all of it is there already');
}
