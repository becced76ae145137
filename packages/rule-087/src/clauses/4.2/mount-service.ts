import { Clause } from '../Clause';
import { ofComposeService, pass } from '../placedDecisions';
import { serviceMounts, missingMount } from '../overlayMounts';

export const mountService: Clause = {
  id: '4.2.mount-service',
  section: '4.2',
  title: 'Service source mounted',
  severity: 'must',
  rationale: 'In development an edit shows at once, without a new image.',
  example: {
    file: 'compose',
    passes: '- ./services/identity_service:/app/services/identity_service:ro',
    fails: '- ./services/identity_service:/srv:ro',
  },
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const [mount] = serviceMounts(own, model, standard);
      return mount
        ? pass("The service's source is mounted.", mount.evidence)
        : missingMount(own, model.directory!, model, standard);
    }),
};
