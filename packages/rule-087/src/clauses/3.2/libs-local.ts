import { normalizeName } from '../../pyproject/PyprojectModel';
import { Clause } from '../Clause';
import { worstOf } from '../decisions';
import { fail, notApplicable, pass } from '../placedDecisions';
import { copiedLibraries } from '../../model/copiedLibraries';
import { ofPyproject } from '../ofPyproject';

export const localLibraries: Clause = {
  id: '3.2.libs-local',
  section: '3.2',
  title: 'Local libraries',
  severity: 'should',
  rationale:
    'A service is built with the libraries of its own commit, not with those that were published last.',
  example: {
    file: 'pyproject',
    passes:
      'huleedu-common-core = "file:///${PROJECT_ROOT}/../../libs/common_core"',
    fails: 'huleedu-common-core = ">=0.1"',
  },
  decide: (model, standard) =>
    ofPyproject(model, ({ allDependencies, overrides, lines }) => {
      const libraries = [
        ...new Set([
          ...copiedLibraries(model, standard),
          ...standard.libraries,
        ]),
      ].map(normalizeName);
      const shared = allDependencies.filter(({ name }) =>
        libraries.some(
          library => name === library || name.endsWith(`-${library}`),
        ),
      );
      if (shared.length === 0)
        return notApplicable('No shared library is among the dependencies.');
      return worstOf(
        shared.map(dependency => {
          const override = overrides.get(dependency.name);
          if (override && isLocal(override.source)) {
            return pass(
              `${dependency.name} is local.`,
              lines.evidence(override),
            );
          }
          return dependency.source !== undefined && isLocal(dependency.source)
            ? pass(`${dependency.name} is local.`, lines.evidence(dependency))
            : fail(
                `${dependency.name} comes from an index, not from the repository. Write under [tool.pdm.resolution.overrides]: ${dependency.name} = "file:///\${PROJECT_ROOT}/../../libs/…"`,
                lines.evidence(override ?? dependency),
              );
        }),
      );
    }),
};

/** A path or a `file:` URL. */
function isLocal(source: string): boolean {
  return /^(file:|\.{0,2}\/|\.\.?$|\$\{PROJECT_ROOT\})/i.test(source.trim());
}
