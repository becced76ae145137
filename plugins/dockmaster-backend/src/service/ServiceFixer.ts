import { ServiceFix, ServiceLocation } from '@huleedu/plugin-dockmaster-common';
import { DEFAULT_ENVIRONMENT, Sources, Standard } from '@huleedu/rule-087';
import { defaultLayout } from '@huleedu/service-generator';
import { GivenPorts, fixService } from '@huleedu/service-fixer';
import { unifiedPatch } from '@huleedu/text-edits';
import { ServiceFiles } from '../inspection/ServiceFiles';
import { PortStore } from '../ports/PortStore';
import { ReportOverlays } from './ReportOverlays';
import { withWaivers } from './withWaivers';

/** Fixes a service from its present files and its reserved ports. Writes nothing. */
export class ServiceFixer {
  readonly #serviceFiles: ServiceFiles;
  readonly #ports: PortStore;
  readonly #overlays: ReportOverlays;
  readonly #standard: Standard;

  constructor(options: {
    serviceFiles: ServiceFiles;
    ports: PortStore;
    overlays: ReportOverlays;
    standard: Standard;
  }) {
    this.#serviceFiles = options.serviceFiles;
    this.#ports = options.ports;
    this.#overlays = options.overlays;
    this.#standard = options.standard;
  }

  /**
   * A clause that is waived in the portal is fixed too: the waiver is not in the files, so the command line does not know it. If it has no fix,
   * it does not count as remaining.
   *
   * @throws NotFoundError where there is no Dockerfile, or it cannot be read
   */
  async fix(entityRef: string): Promise<ServiceFix> {
    const { location, sources } = await this.#serviceFiles.read(entityRef);
    const { today, of } = await this.#overlays.current();
    const { taken, waivers } = of(entityRef);
    const ports = await this.#reserved(entityRef);
    const prometheus = await this.#serviceFiles.readOther(
      location,
      location.prometheus ?? defaultLayout.prometheus,
    );
    const isNamedElsewhere =
      location.dockerfile !== undefined ||
      (await this.#hasDockerignore(location, sources));
    const { files, fixed, staleReferences, remaining, report } = fixService(
      sources,
      this.#standard,
      { ...location.declaration, today },
      {
        ports,
        taken,
        neighbours: [prometheus],
        isNamedElsewhere,
      },
    );
    const waived = waivers.map(({ clause }) => clause);
    const { conforms, score } = withWaivers(report, waivers);
    return {
      entityRef,
      patch: unifiedPatch(files),
      files: files.map(file => ({
        path: file.path,
        patch: unifiedPatch([file]),
        ...(file.renamedFrom !== undefined && {
          renamedFrom: file.renamedFrom,
        }),
      })),
      fixed,
      remaining: remaining.filter(({ id }) => !waived.includes(id)),
      ports,
      ...(taken.length > 0 && { taken }),
      ...(waived.length > 0 && { waived }),
      ...(staleReferences.length > 0 && { staleReferences }),
      conforms,
      score,
    };
  }

  /** Whether the build context is cut by a file that is called after the Dockerfile. */
  async #hasDockerignore(
    location: ServiceLocation,
    { dockerfile }: Sources,
  ): Promise<boolean> {
    if (dockerfile.state !== 'present') return false;
    const path = `${dockerfile.path}.dockerignore`;
    const file = await this.#serviceFiles.readOther(location, path);
    return file.state !== 'missing';
  }

  async #reserved(owner: string): Promise<GivenPorts> {
    const { items } = await this.#ports.list({
      owner,
      environment: DEFAULT_ENVIRONMENT,
    });
    const { http, database } = items[0]?.ports ?? {};
    return {
      ...(http !== undefined && { http }),
      ...(database !== undefined && { database }),
    };
  }
}
