import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Request } from 'express';

/** Runs a request between the two halves of an audit event; writes weigh more than reads. */
export type Audited = <T>(
  request: Request,
  eventId: string,
  meta: Record<string, string>,
  act: () => Promise<T>,
) => Promise<T>;

export const createAudited =
  (auditor: AuditorService): Audited =>
  async (request, eventId, meta, act) => {
    const isWrite = request.method !== 'GET';
    const event = await auditor.createEvent({
      eventId,
      severityLevel: isWrite ? 'medium' : 'low',
      request,
      meta,
    });
    try {
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  };
