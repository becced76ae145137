/** Headings of the rule, in its order. @public */
export const sections: Record<string, string> = {
  '2.1': 'Required stages',
  '2.2': 'Base stage',
  '3.1': 'Layer caching',
  '3.2': 'PDM integration',
  '4.1': 'Development stage',
  '4.2': 'Volume mounts',
  '5.1': 'Production stage',
  '6.2': 'Framework variables',
  '7.1': 'Non-root user',
  '8.1': 'Port assignment',
  '8.2': 'Port exposure',
  '9.1': 'Layer order',
  '10.1': 'Health check',
  '10.2': 'Signals and start script',
  '11.1': 'Docker Compose',
};
