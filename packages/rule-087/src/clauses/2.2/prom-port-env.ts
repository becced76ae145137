import { isInteger, serviceVariable } from '../serviceVariable';

export const prometheusPortVariable = serviceVariable({
  id: '2.2.prom-port-env',
  title: 'Prometheus port variable',
  severity: 'must',
  suffix: '_PROMETHEUS_PORT',
  httpOnly: true,
  right: '9097',
  rationale:
    'One variable says the metrics port, and everything else refers to it.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_PROMETHEUS_PORT=9097',
    fails: 'METRICS_PORT=9097',
  },
  isRight: isInteger,
});
