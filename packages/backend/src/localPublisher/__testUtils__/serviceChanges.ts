import { MonorepoChanges } from '@huleedu/plugin-scaffolder-backend-module-dockmaster';

type Changes = Pick<MonorepoChanges, 'planFor'>;

export const COMPOSE = 'docker-compose.services.yml';

const entryOf = (name: string) => `  ${name}:\n    image: example\n`;

/** Adds a service: a folder, and an entry at the end of the Compose file. */
export function addService(name: string): Changes {
  return {
    async planFor(snapshot) {
      const compose = await snapshot.read(COMPOSE);
      return [
        { path: COMPOSE, content: Buffer.from(`${compose}${entryOf(name)}`) },
        {
          path: `services/${name}/README.md`,
          content: Buffer.from(`# ${name}\n`),
        },
      ];
    },
  };
}

/** Removes a service that {@link addService} added. */
export function removeService(name: string): Changes {
  return {
    async planFor(snapshot) {
      const compose = String(await snapshot.read(COMPOSE));
      const files = await snapshot.list(`services/${name}`);
      return [
        {
          path: COMPOSE,
          content: Buffer.from(compose.replace(entryOf(name), '')),
        },
        ...files.map(path => ({ path })),
      ];
    },
  };
}
