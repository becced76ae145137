import { mockServices } from '@backstage/backend-test-utils';
import { EndingLease, PortStore } from './PortStore';
import { LeaseReminder } from './LeaseReminder';

const lease = (requester: string) =>
  ({
    id: '1',
    requester,
    owner: 'component:default/a',
    ports: { http: 7003, prometheus: 9095 },
    expiresAt: '2026-11-30T10:00:00.000Z',
  } as EndingLease);

function setup(leases: EndingLease[], send = jest.fn(async () => {})) {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const reminder = new LeaseReminder({
    store: {
      takeEndingLeases: async () => leases,
    } as Partial<PortStore> as PortStore,
    events,
    notifications: { send },
    logger,
  });
  return { reminder, events, logger, send };
}

it('tells the person who asked, and everybody who listens', async () => {
  const { reminder, events, send } = setup([lease('user:default/ada')]);
  await reminder.remind();
  expect(events.publish).toHaveBeenCalledWith({
    topic: 'dockmaster.ports.lease-ending',
    eventPayload: lease('user:default/ada'),
  });
  expect(send).toHaveBeenCalledWith({
    recipients: { type: 'entity', entityRef: 'user:default/ada' },
    payload: expect.objectContaining({
      title: 'The lease of ports 7003, 9095 ends',
    }),
  });
});

it('sends services no notification', async () => {
  const { reminder, events, send } = setup([lease('external:ci')]);
  await reminder.remind();
  expect(send).not.toHaveBeenCalled();
  expect(events.publish).toHaveBeenCalledTimes(1);
});

it('goes on where a portal has no notifications', async () => {
  const leases = [lease('user:default/ada'), lease('user:default/bob')];
  const send = jest.fn(async () => {
    throw new Error('Not found');
  });
  const { reminder, events, logger } = setup(leases, send);
  await reminder.remind();
  expect(events.publish).toHaveBeenCalledTimes(2);
  expect(logger.warn).toHaveBeenCalledTimes(2);
});
