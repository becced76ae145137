import { Standard } from './Standard';

// The rule's own instructions. Messages, fixes, examples and generated files take them from here.

/** A service's folder, from the repository's root: `services/billing_service`. @public */
export function serviceFolder(standard: Standard, service: string): string {
  return `${standard.servicesDirectory}/${service}`;
}

/** The image under the runtime stages: `python:3.11-slim`. @public */
export function baseImage({ image }: Standard): string {
  return `${image.name}:${image.version}-${image.variant}`;
}

/** `COPY FOLDER/ /app/FOLDER/`. @public */
export function copyCode(standard: Standard, folder: string): string {
  return `COPY ${folder}/ ${standard.appDirectory}/${folder}/`;
}

/** `COPY PATH /app/PATH`. @public */
export function copyFile(standard: Standard, path: string): string {
  return `COPY ${path} ${standard.appDirectory}/${path}`;
}

/** The commands that create a system user and its group. @public */
export function createUser(user: string): string {
  return `groupadd -r ${user} && useradd --no-log-init -r -g ${user} ${user}`;
}

/** The command that gives a user the application's files. @public */
export function changeOwner(
  { appDirectory }: Standard,
  user: string,
  group = user,
): string {
  return `chown -R ${user}:${group} ${appDirectory}`;
}

/** The command that removes apt's package lists from a layer. @public */
export const REMOVE_PACKAGE_LISTS = 'rm -rf /var/lib/apt/lists/*';

/** Installs system packages, and leaves no package lists. @public */
export function installSystemPackages(packages: string): string {
  return `RUN apt-get update && apt-get install -y --no-install-recommends ${packages} && ${REMOVE_PACKAGE_LISTS}`;
}

/** Installs PDM. @public */
export const INSTALL_PDM = 'RUN pip install --no-cache-dir pdm';

/** The command that writes the lock file, and its message where it cannot. @public */
export function writeLock(
  { lockFile }: Standard,
  message = 'Lock generation failed, will install without lock',
): string {
  return `pdm lock --lockfile ${lockFile} || echo "${message}"`;
}

/** Installs from the lock file where there is one. @public */
export function installDependencies({ lockFile }: Standard): string {
  return `RUN if [ -f "${lockFile}" ]; then pdm install --prod --lockfile ${lockFile}; else pdm install --prod; fi`;
}

/** `EXPOSE` with the two port variables of a prefix. @public */
export function exposePorts(prefix: string): string {
  return `EXPOSE ${portVariable(prefix, 'HTTP')} ${portVariable(
    prefix,
    'PROMETHEUS',
  )}`;
}

function portVariable(prefix: string, role: 'HTTP' | 'PROMETHEUS'): string {
  return `\${${prefix}_${role}_PORT}`;
}

/** `CMD ["pdm", "run", "start"]`. @public */
export function startCommand({ command }: Standard): string {
  return `CMD [${command.map(word => JSON.stringify(word)).join(', ')}]`;
}

/** The health check of an HTTP service, whose port a variable has. @public */
export function healthcheck(portVariableName: string): string {
  return `HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD curl -f http://localhost:\${${portVariableName}}/healthz || exit 1`;
}
