import { aptInstallsOf, isInstall } from '../dockerfile/programs';
import { Copied, copiedFromContext, isServiceCode } from '../model/copies';
import { perStage } from '../model/perStage';
import { allTimelines, timelineOf } from '../model/timeline';
import { Clause } from './Clause';
import { decisionsFor, worstOf } from './decisions';

/** The first file of the project on the way to a stage. */
const firstCopied = perStage((stage, standard): Copied | undefined => {
  const { source } = stage;
  const below =
    source.kind === 'stage' ? firstCopied(source.stage, standard) : undefined;
  return below ?? copiedFromContext([stage], standard)[0];
});

const systemBeforeCode: Clause = {
  id: '9.1.system-before-code',
  section: '9.1',
  title: 'System packages first',
  severity: 'must',
  rationale:
    'System packages change rarely: below the sources, they come from the cache.',
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    const decisions = model.dockerfile.stages.flatMap(stage => {
      const installs = aptInstallsOf([stage]);
      if (installs.length === 0) return [];
      const first = firstCopied(stage, standard)?.step;
      const isBefore = new Set(
        first?.stage === stage
          ? stage.steps.slice(0, stage.steps.indexOf(first) + 1)
          : [],
      );
      return installs.map(({ step, command }) =>
        first && !isBefore.has(step)
          ? fail(
              'System packages are installed after project files are copied. Move this RUN above every COPY.',
              command,
            )
          : pass(
              'System packages are installed before any project file is copied.',
              command,
            ),
      );
    });
    return decisions.length === 0
      ? notApplicable('No stage installs system packages with apt-get.')
      : worstOf(decisions);
  },
};

const libsBeforeService: Clause = {
  id: '9.1.libs-before-service',
  section: '9.1',
  title: 'Libraries before the service',
  severity: 'must',
  rationale: 'Libraries change less often than the service’s code.',
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    const timelines = new Set(
      model.runtimeStages.flatMap(stage => allTimelines(stage, standard)),
    );
    const decisions = [...timelines].flatMap(timeline => {
      const code = timeline.copied.find(isServiceCode);
      return timeline.copied
        .filter(({ kind }) => kind === 'library')
        .map(library =>
          code && timeline.at(code.step) < timeline.at(library.step)
            ? fail(
                `${library.path} is copied after service code. Move this COPY above it.`,
                library,
              )
            : pass('Libraries are copied before service code.', library),
        );
    });
    return decisions.length === 0
      ? notApplicable('No shared library is copied.')
      : worstOf(decisions);
  },
};

const codeLast: Clause = {
  id: '9.1.code-last',
  section: '9.1',
  title: 'Service code last',
  severity: 'must',
  rationale:
    'Service code changes most often; what comes after it is built at every edit.',
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const timeline = timelineOf(stage, standard);
        const code = timeline.copied.find(isServiceCode);
        if (!code)
          return notApplicable('No service code is copied from the context.');
        const late = timeline.steps
          .slice(timeline.at(code.step) + 1)
          .flatMap(({ commands }) => commands)
          .filter(isInstall);
        return late.length > 0
          ? fail(
              'Something is installed after service code is copied, so each edit installs it again. Move it above the COPY.',
              late,
            )
          : pass('Nothing is installed after service code is copied.', code);
      }),
    );
  },
};

export const section09Order: Clause[] = [
  systemBeforeCode,
  libsBeforeService,
  codeLast,
];
