const identity = 'services/identity_service/Dockerfile.dev';
const billing = 'services/billing_service/Dockerfile.dev';

const PDM = 'RUN pip install --no-cache-dir "pdm[locked]"';
const FAULTY = 'RUN pip install "pdm[locked]"';

/** One clause fails that held. */
export const addViolation = checkout => checkout.replace(identity, PDM, FAULTY);

const nothing = {
  fails: false,
  annotations: [],
  uploaded: [],
  comment: undefined,
  summary:
    /^### Dockmaster: nothing new fails\. 37 older failures are let pass\.\n$/,
};

const violationFound = {
  fails: true,
  annotations: [`error ${identity}:22 2.2.pdm-nocache`],
  uploaded: [`${identity}:22 2.2.pdm-nocache`],
  comment:
    /^### Dockmaster: 1 new failure of rule 087, 1 of a must\n\n\|.*\n\|.*\n\| must \| \[2\.2\.pdm-nocache\]\S+ \| `services\/identity_service\/Dockerfile\.dev:22` \|.*\n\n.* of `identity_service`\.\n\n37 older failures are let pass\.\n$/,
};

/**
 * Pull requests to the example monorepo: what each changes in it, and what the gate makes of that.
 *
 * `again` is pushed afterwards, `meanwhile` lands on the base first; where `isEmpty`, the base holds nothing. A comment or an upload that is undefined
 * was not made; the summary of the run says what the comment does, where it is not given.
 */
export const cases = [
  {
    name: 'a violation is added, and then taken back: the comment says so',
    change: addViolation,
    expected: violationFound,
    again: checkout => checkout.replace(identity, FAULTY, PDM),
    expectedThen: { ...nothing, comment: nothing.summary },
  },
  {
    name: 'nothing relevant is touched',
    change: checkout =>
      checkout.prepend('services/billing_service/app.py', '# A comment\n'),
    expected: nothing,
  },
  {
    name: 'something is fixed',
    change: checkout =>
      checkout.replace(
        billing,
        'CMD ["sh", "-c", "pdm run start"]',
        'CMD ["pdm", "run", "start"]',
      ),
    expected: {
      ...nothing,
      annotations: ['notice dockmaster'],
      comment:
        /^### Dockmaster: nothing new fails\n\nFixed: \[5\.1\.cmd\]\S+ of `billing_service`, \[10\.2\.exec-form\]\S+ of `billing_service`\.\n\n35 older/,
      summary: undefined,
    },
  },
  {
    name: 'a service that has violations gets another name',
    change: checkout =>
      checkout.renameService('billing_service', 'invoice_service'),
    expected: {
      ...nothing,
      comment:
        /^### Dockmaster: nothing new fails\n\n`invoice_service` was `billing_service` before\.\n\n37 older/,
      summary: undefined,
    },
  },
  {
    name: 'lines only move',
    change: checkout => {
      checkout.prepend(billing, '# A comment\n\n# Another one\n');
      checkout.replace(identity, PDM, `# A comment\n${PDM}`);
    },
    expected: nothing,
  },
  {
    name: 'the base has got a violation since, which this change does not answer for',
    change: checkout =>
      checkout.prepend(
        'services/essay_service/Dockerfile.dev',
        '# A comment\n',
      ),
    meanwhile: addViolation,
    expected: {
      ...nothing,
      summary:
        /^### Dockmaster: nothing new fails\. 38 older failures are let pass\.\n$/,
    },
  },
  {
    name: 'the standard becomes stricter',
    change: checkout =>
      checkout.prepend('dockmaster.yaml', "image: { version: '3.12' }\n"),
    expected: {
      ...nothing,
      summary:
        /^### Dockmaster: nothing new fails\. \d\d older failures are let pass\.\n$/,
    },
  },
  {
    name: 'a fork adds a violation, and may not comment',
    change: addViolation,
    isFork: true,
    expected: {
      ...violationFound,
      uploaded: undefined,
      comment: undefined,
      summary: violationFound.comment,
    },
  },
  {
    name: 'a violation lands without a pull request',
    change: addViolation,
    isPush: true,
    expected: {
      ...violationFound,
      comment: undefined,
      summary: violationFound.comment,
    },
  },
  {
    name: 'the first service comes',
    isEmpty: true,
    change: (checkout, monorepo) =>
      checkout.add(
        `${monorepo}/services/billing_service`,
        'services/billing_service',
      ),
    expected: {
      fails: true,
      annotations: [
        'notice dockmaster',
        `error ${billing}:38 3.1.install-prod`,
        `error ${billing}:65 5.1.cmd`,
        `error ${billing}:13 8.1.prom-offset`,
        `error ${billing}:65 10.2.exec-form`,
      ],
      uploaded: [],
      comment: /^### Dockmaster: 4 failures of rule 087, 4 of a must\n/,
    },
  },
];
