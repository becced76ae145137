/* eslint-disable */
/* Generated from openapi.yaml by `yarn generate`. */
import type { components } from './openapi.generated';

/**
 * An error of Backstage. Errors of the port registry also have a code for programs and its values.
 *
 * @public
 */
export type ErrorBody = components['schemas']['ErrorBody'];

/**
 * null, where OpenAPI 3.0 admits no nullable reference
 *
 * @public
 */
export type Nothing = components['schemas']['Nothing'];

/**
 * @public
 */
export type PortNumber = components['schemas']['PortNumber'];

/**
 * @public
 */
export type Severity = components['schemas']['Severity'];

/**
 * @public
 */
export type Verdict = components['schemas']['Verdict'];

/**
 * @public
 */
export type ServiceKind = components['schemas']['ServiceKind'];

/**
 * @public
 */
export type Framework = components['schemas']['Framework'];

/**
 * A range in one source file. Lines and columns count from 1; the end is exclusive.
 *
 * @public
 */
export type Evidence = components['schemas']['Evidence'];

/**
 * Something about the sources that no clause covers, such as a limit or an expired suppression
 *
 * @public
 */
export type Notice = components['schemas']['Notice'];

/**
 * Why a clause is waived, and its verdict without the waiver
 *
 * @public
 */
export type ClauseWaiver = components['schemas']['ClauseWaiver'];

/**
 * One clause's verdict in a report
 *
 * @public
 */
export type ClauseResult = components['schemas']['ClauseResult'];

/**
 * The verdicts on one service's sources
 *
 * @public
 */
export type Report = components['schemas']['Report'];

/**
 * A clause of the rule, explained for people
 *
 * @public
 */
export type ClauseExplanation = components['schemas']['ClauseExplanation'];

/**
 * What is known about a service's sources.
 * 
 * `pending`: not inspected yet. `no-dockerfile`: its folder was read and holds none. `unreadable`: they could not be read, and no earlier report exists or the earlier one is shown as stale.
 *
 * @public
 */
export type ServiceState = components['schemas']['ServiceState'];

/**
 * How many clauses have each verdict, and how many required and recommended ones fail
 *
 * @public
 */
export type ServiceCounts = components['schemas']['ServiceCounts'];

/**
 * One service in a list.
 *
 * @public
 */
export type ServiceSummary = components['schemas']['ServiceSummary'];

/**
 * One service with all that is known about it.
 *
 * @public
 */
export type ServiceDetail = components['schemas']['ServiceDetail'];

/**
 * @public
 */
export type ServicePage = components['schemas']['ServicePage'];

/**
 * A change of a service's verdicts
 *
 * @public
 */
export type VerdictChange = components['schemas']['VerdictChange'];

/**
 * Build steps that an edit repeats, by index. The builder repeats all of `rerun`, and no more than `rerun` and `maybe`.
 *
 * @public
 */
export type RebuiltSteps = components['schemas']['RebuiltSteps'];

/**
 * @public
 */
export type ForecastChange = components['schemas']['ForecastChange'];

/**
 * @public
 */
export type ForecastStep = components['schemas']['ForecastStep'];

/**
 * @public
 */
export type ForecastTarget = components['schemas']['ForecastTarget'];

/**
 * @public
 */
export type ForecastSummary = components['schemas']['ForecastSummary'];

/**
 * The build steps that an edit of a service repeats; the summary describes the target that developers build
 *
 * @public
 */
export type ServiceForecast = components['schemas']['ServiceForecast'];

/**
 * Numbers that were reserved for a service.
 *
 * @public
 */
export type GivenPorts = components['schemas']['GivenPorts'];

/**
 * A clause that still fails, why it is not fixed, and which port would have to be reserved.
 *
 * @public
 */
export type Remaining = components['schemas']['Remaining'];

/**
 * A line that still names a port which the fix moves
 *
 * @public
 */
export type StaleReference = components['schemas']['StaleReference'];

/**
 * @public
 */
export type BlockedPort = components['schemas']['BlockedPort'];

/**
 * A fix of a service as a diff of its files; nothing is written
 *
 * @public
 */
export type ServiceFix = components['schemas']['ServiceFix'];

/**
 * Files to be judged without being stored.
 * 
 * A Dockerfile alone is judged as such; with a pyproject.toml or compose files it is that of a service in its folder.
 *
 * @public
 */
export type CheckRequest = components['schemas']['CheckRequest'];

/**
 * How many services have each verdict on a clause
 *
 * @public
 */
export type ClauseSummary = components['schemas']['ClauseSummary'];

/**
 * Services in numbers
 *
 * @public
 */
export type ServiceTotals = components['schemas']['ServiceTotals'];

/**
 * The services of one owner in numbers
 *
 * @public
 */
export type OwnerSummary = components['schemas']['OwnerSummary'];

/**
 * The fleet in numbers: all services that the caller may read.
 *
 * @public
 */
export type FleetSummary = components['schemas']['FleetSummary'];

/**
 * A clause that is waived for a service
 *
 * @public
 */
export type ServiceWaiver = components['schemas']['ServiceWaiver'];

/**
 * @public
 */
export type CreateWaiverRequest = components['schemas']['CreateWaiverRequest'];

/**
 * What a port of a bundle is for.
 *
 * @public
 */
export type PortRole = components['schemas']['PortRole'];

/**
 * The ports of a bundle; roles without a port are absent
 *
 * @public
 */
export type BundlePorts = components['schemas']['BundlePorts'];

/**
 * A number that was still in quarantine, taken because nothing else was left
 *
 * @public
 */
export type ReusedPort = components['schemas']['ReusedPort'];

/**
 * @public
 */
export type ReserveRequest = components['schemas']['ReserveRequest'];

/**
 * @public
 */
export type RenewRequest = components['schemas']['RenewRequest'];

/**
 * @public
 */
export type TransferRequest = components['schemas']['TransferRequest'];

/**
 * @public
 */
export type ImportRequest = components['schemas']['ImportRequest'];

/**
 * The ports of one owner in one environment.
 * 
 * `leased` ports go back on `expiresAt` unless they are confirmed; `active` ones stay until they are released.
 *
 * @public
 */
export type Reservation = components['schemas']['Reservation'];

/**
 * @public
 */
export type ReservationPage = components['schemas']['ReservationPage'];

/**
 * The ports that a reservation would get now. Nothing is reserved, so another caller may get them first.
 *
 * @public
 */
export type PortPreview = components['schemas']['PortPreview'];

/**
 * What became of released ports; `released` is false where there was no such reservation any more.
 *
 * @public
 */
export type PortRelease = components['schemas']['PortRelease'];

/**
 * @public
 */
export type PortState = components['schemas']['PortState'];

/**
 * A line that declares or publishes a port.
 *
 * @public
 */
export type PortLocation = components['schemas']['PortLocation'];

/**
 * One number of a pool.
 *
 * @public
 */
export type PoolPort = components['schemas']['PoolPort'];

/**
 * @public
 */
export type PortPool = components['schemas']['PortPool'];

/**
 * @public
 */
export type PortOverview = components['schemas']['PortOverview'];

/**
 * Something that happened to a port.
 *
 * @public
 */
export type PortEvent = components['schemas']['PortEvent'];

/**
 * @public
 */
export type PortHistory = components['schemas']['PortHistory'];

/**
 * Where files and registry differ.
 *
 * @public
 */
export type PortDrift = components['schemas']['PortDrift'];

/**
 * One service of a fleet that is imported, and what becomes of it.
 *
 * @public
 */
export type PortImportRow = components['schemas']['PortImportRow'];

/**
 * @public
 */
export type PortImport = components['schemas']['PortImport'];
