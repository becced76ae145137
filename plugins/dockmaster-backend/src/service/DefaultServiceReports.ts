import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  ListServicesRequest,
  ServiceDetail,
} from '@huleedu/plugin-dockmaster-common';
import { countsOf, Report, summarizeForecast } from '@huleedu/rule-087';
import { InspectionStore, Verdicts } from '../inspection/InspectionStore';
import { Forecaster } from '../inspection/Forecaster';
import { Inspector } from '../inspection/Inspector';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { ReportOverlays } from './ReportOverlays';
import { ServiceFixer } from './ServiceFixer';
import { RequestOptions } from '../access/RequestOptions';
import { ServiceReports } from './ServiceReports';
import { summarizeFleet } from './summarizeFleet';

const HISTORY_LIMIT = 100;
const DEFAULT_PAGE = 50;

/** Serves what the store holds of the entities that the caller may see in the catalog. */
export class DefaultServiceReports implements ServiceReports {
  readonly #store: InspectionStore;
  readonly #catalog: ServiceCatalog;
  readonly #inspector: Inspector;
  readonly #forecaster: Forecaster;
  readonly #fixer: ServiceFixer;
  readonly #overlays: ReportOverlays;

  constructor(options: {
    store: InspectionStore;
    catalog: ServiceCatalog;
    inspector: Inspector;
    forecaster: Forecaster;
    fixer: ServiceFixer;
    overlays: ReportOverlays;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#inspector = options.inspector;
    this.#forecaster = options.forecaster;
    this.#fixer = options.fixer;
    this.#overlays = options.overlays;
  }

  async list(request: ListServicesRequest, { credentials }: RequestOptions) {
    return this.#store.list({
      ...request,
      limit: request.limit ?? DEFAULT_PAGE,
      entityRefs: await this.#catalog.list(credentials),
      overlaid: await this.#overlaid(),
    });
  }

  async refs({ credentials }: RequestOptions) {
    return this.#catalog.list(credentials);
  }

  async summary({
    credentials,
    only = () => true,
  }: RequestOptions & { only?: (entityRef: string) => boolean }) {
    const owners = await this.#catalog.owners(credentials);
    const members = [...owners].filter(([entityRef]) => only(entityRef));
    const reports = await this.#store.reports(members.map(([ref]) => ref));
    const { apply } = await this.#overlays.current();
    return summarizeFleet(
      members.map(([entityRef, owner]) => {
        const report = reports.get(entityRef);
        return { owner, report: report && apply(entityRef, report) };
      }),
    );
  }

  async get(entityRef: string, { credentials }: RequestOptions) {
    await this.#ensureService(entityRef, credentials);
    const detail = await this.#store.get(entityRef);
    if (!detail) return pending(entityRef);
    if (!detail.report) return detail;
    const { apply } = await this.#overlays.current();
    const report = apply(entityRef, detail.report);
    if (report === detail.report) return detail;
    const verdicts = verdictsOf(report);
    const isOther = verdicts.conforms !== detail.conforms;
    // Since when the overlay has changed the verdict, nobody has written down.
    return { ...detail, report, ...verdicts, ...(isOther && { since: null }) };
  }

  async history(entityRef: string, { credentials }: RequestOptions) {
    await this.#ensureService(entityRef, credentials);
    return this.#store.history(entityRef, HISTORY_LIMIT);
  }

  async forecast(entityRef: string, { credentials }: RequestOptions) {
    await this.#ensureService(entityRef, credentials);
    const forecast = await this.#forecaster.forecast(entityRef);
    return { ...forecast, summary: summarizeForecast(forecast) };
  }

  async fix(entityRef: string, { credentials }: RequestOptions) {
    await this.#ensureService(entityRef, credentials);
    return this.#fixer.fix(entityRef);
  }

  async refresh(entityRef: string, options: RequestOptions) {
    await this.#ensureService(entityRef, options.credentials);
    await this.#store.add(entityRef);
    await this.#inspector.inspect(entityRef, { fresh: true });
    return this.get(entityRef, options);
  }

  /** The services whose reports say something else now than when they were stored: few, so each is looked at. */
  async #overlaid(): Promise<Map<string, Verdicts>> {
    const { today, affected, apply } = await this.#overlays.current();
    const reports = await this.#store.reports([
      ...new Set([
        ...affected,
        ...(await this.#store.withWaiversUntilBefore(today)),
      ]),
    ]);
    return new Map(
      [...reports].map(([ref, report]) => [
        ref,
        verdictsOf(apply(ref, report)),
      ]),
    );
  }

  async #ensureService(entityRef: string, credentials: BackstageCredentials) {
    if (await this.#catalog.has(entityRef, credentials)) return;
    throw new NotFoundError(
      `${entityRef} is not in the catalog, or is none of the services that dockmaster.entityFilter names`,
    );
  }
}

function verdictsOf(report: Report): Verdicts {
  const { conforms, score } = report;
  return { conforms, score, counts: countsOf(report) };
}

/** What is known of a service that the catalog has and no replica has noticed yet. */
function pending(entityRef: string): ServiceDetail {
  return {
    entityRef,
    state: 'pending',
    stale: false,
    conforms: null,
    score: null,
    counts: null,
    checkedAt: null,
    attemptedAt: null,
    since: null,
    reason: null,
    report: null,
    links: {},
  };
}
