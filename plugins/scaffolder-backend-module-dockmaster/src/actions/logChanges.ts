import { LoggerService } from '@backstage/backend-plugin-api';
import { Changes } from '@huleedu/service-generator';

/** Logs each file that is created, changed or deleted. */
export function logChanges(logger: LoggerService, changes: Changes) {
  const { newFiles, changedFiles, deletedFiles, notes } = changes;
  for (const { path } of newFiles) logger.info(`new      ${path}`);
  for (const { path } of changedFiles) logger.info(`changed  ${path}`);
  for (const path of deletedFiles) logger.info(`deleted  ${path}`);
  for (const note of notes) logger.warn(note);
  if (newFiles.length + changedFiles.length + deletedFiles.length === 0)
    logger.info('No change is needed');
}
