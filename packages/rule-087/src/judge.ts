import { clauses } from './clauses';
import { buildServiceModel } from './model/buildServiceModel';
import { ServiceModel } from './model/ServiceModel';
import { observeService } from './observation/observeService';
import { PortObservation } from './observation/PortObservation';
import { ClauseResult, Report } from './report/Report';
import { Notice } from './source/Notice';
import { summarize } from './report/score';
import { applySuppressions } from './report/suppressions';
import { Declaration, SourceFile, Sources } from './source/Sources';
import { Standard } from './standard/Standard';
import { versionOf } from './standard/versionOf';

/**
 * What a service's sources say about the standard.
 *
 * @notes
 * Pure: the same sources, standard and declaration always give the same report. Never throws; what cannot be read makes its
 * clauses unknown and gives a notice.
 *
 * @public
 */
export function judge(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): Report {
  const { model, notices } = buildServiceModel(sources, standard, declaration);
  return reportOn(model, notices, sources, standard, declaration);
}

/**
 * As {@link judge}, with the ports that the sources declare or publish.
 *
 * @public
 */
export function examine(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): { report: Report; ports: PortObservation[] } {
  const { model, notices } = buildServiceModel(sources, standard, declaration);
  return {
    report: reportOn(model, notices, sources, standard, declaration),
    ports: observeService(model),
  };
}

function reportOn(
  model: ServiceModel,
  notices: Notice[],
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): Report {
  const decided = clauses.map((clause): ClauseResult => {
    const decision = model.unreadable
      ? { verdict: 'unknown' as const, message: model.unreadable, evidence: [] }
      : clause.decide(model, standard);
    return {
      id: clause.id,
      severity: standard.severities[clause.id] ?? clause.severity,
      ...decision,
    };
  });
  const known = new Set(clauses.map(({ id }) => id));
  const waived = applySuppressions(
    decided,
    model.dockerfile,
    known,
    declaration.today,
  );
  return {
    standard: { id: standard.id, version: versionOf(standard) },
    service: model.name,
    kind: model.kind,
    framework: model.framework,
    inferred: model.inferred,
    files: {
      dockerfile: pathOf(sources.dockerfile),
      compose:
        model.compose.state === 'read'
          ? model.compose.model.files
          : sources.compose.flatMap(file => pathOf(file) ?? []),
      pyproject: pathOf(sources.pyproject),
    },
    ...summarize(waived.results),
    notices: [...notices, ...waived.notices],
    clauses: waived.results,
  };
}

function pathOf(file: SourceFile): string | null {
  return file.state === 'present' || file.state === 'unreadable'
    ? file.path
    : null;
}
