/** Published when a service's report changed; the payload is {@link ReportUpdatedPayload}. @public */
export const REPORT_UPDATED_TOPIC = 'dockmaster.report.updated';

/** @public */
export type ReportUpdatedPayload = {
  entityRef: string;
  conforms: boolean | null;
  score: number | null;
};
