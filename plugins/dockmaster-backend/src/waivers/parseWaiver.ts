import { InputError } from '@backstage/errors';
import { CreateWaiverRequest } from '@huleedu/plugin-dockmaster-common';
import { clauses } from '@huleedu/rule-087';
import { parseServiceRef } from './parseServiceRef';

/** A waiver as it is requested, checked. @throws InputError */
export function parseWaiver(request: CreateWaiverRequest): CreateWaiverRequest {
  const entityRef = parseServiceRef(request.entityRef);
  const { clause, until } = request;
  const reason = request.reason.trim();
  if (!clauses.some(({ id }) => id === clause)) {
    throw new InputError(
      `clause is "${clause}", and there is no such clause. GET /clauses lists them.`,
    );
  }
  if (reason === '')
    throw new InputError('reason is empty. Say why the rule does not fit.');
  if (until !== undefined && Number.isNaN(Date.parse(until))) {
    throw new InputError(`until is "${until}"; write a day as YYYY-MM-DD.`);
  }
  return { entityRef, clause, reason, ...(until !== undefined && { until }) };
}
