import { ComposeModel, ComposeService } from '../compose/ComposeModel';
import { Evidence } from '../source/Evidence';
import { ServiceModel } from '../model/ServiceModel';
import { Decision } from './Clause';

const decide =
  (verdict: Decision['verdict']) =>
  (message: string, evidence: Evidence | Evidence[] = []): Decision => ({
    verdict,
    message,
    evidence: [evidence].flat(),
  });

/** Decisions whose evidence lies in another file than the Dockerfile. */
export const pass = decide('pass');
export const fail = decide('fail');
export const unknown = decide('unknown');
export const notApplicable = decide('not-applicable');

/** Judges the Compose service that builds the folder; where there is none, 11.1.context alone says so. */
export function ofComposeService(
  model: ServiceModel,
  judge: (own: ComposeService, compose: ComposeModel) => Decision,
): Decision {
  return ofCompose(model, compose =>
    model.composeService
      ? judge(model.composeService, compose)
      : notApplicable(
          'No compose service builds this folder; 11.1.context says so.',
        ),
  );
}

export function ofCompose(
  { compose }: ServiceModel,
  judge: (compose: ComposeModel) => Decision,
): Decision {
  switch (compose.state) {
    case 'read':
      return judge(compose.model);
    case 'unreadable':
      return unknown(compose.reason, compose.evidence);
    default:
      return notApplicable('There is no compose file.');
  }
}
