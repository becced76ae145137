import { Command } from 'commander';
import { Environment } from '../Environment';

/** `dockmaster schema`: what editors need to complete and check `dockmaster.yaml`. */
export function addSchemaCommand(
  program: Command,
  { out, loadConfigurationReader }: Environment,
) {
  program
    .command('schema')
    .description('print the JSON schema of dockmaster.yaml')
    .action(async () => {
      const { configurationSchema } = await loadConfigurationReader();
      out(`${JSON.stringify(configurationSchema, null, 2)}\n`);
    });
}
