import { Clause } from '../Clause';
import { fail, ofComposeService } from '../placedDecisions';
import { judgeText } from '../composeText';

export const dockerfileDev: Clause = {
  id: '11.1.dockerfile-dev',
  section: '11.1',
  title: 'Dockerfile of the service',
  severity: 'must',
  rationale:
    'One file holds development and production, so they cannot drift apart.',
  example: {
    file: 'compose',
    passes: 'dockerfile: services/identity_service/Dockerfile.dev',
    fails: 'dockerfile: services/identity_service/Dockerfile',
  },
  decide: model =>
    ofComposeService(model, ({ build }) => {
      const path = `${model.directory}/Dockerfile.dev`;
      const write = `dockerfile: ${path}`;
      return build?.dockerfile
        ? judgeText(build.dockerfile, path, {
            what: 'The Dockerfile',
            wanted: path,
            write,
          })
        : fail(
            `The Dockerfile is written inside the compose file; the rule wants ${path}. Write: ${write}`,
            build!.evidence,
          );
    }),
};
