import { parseWaiver } from './parseWaiver';

const request = {
  entityRef: 'Billing-Service',
  clause: '2.2.image',
  reason: ' another image ',
};

it('gives the full entity ref and the reason without spaces around it', () => {
  expect(parseWaiver(request)).toEqual({
    entityRef: 'component:default/billing-service',
    clause: '2.2.image',
    reason: 'another image',
  });
});

it.each([
  [{ clause: '9.9.none' }, /no such clause/],
  [{ reason: ' ' }, /reason is empty/],
  [{ until: 'soon' }, /YYYY-MM-DD/],
  [{ entityRef: '' }, /no entity ref/],
])('refuses %j', (wrong, message) => {
  expect(() => parseWaiver({ ...request, ...wrong })).toThrow(message);
});
