import { isServiceCode } from '../../model/copies';
import { requiredMetadata } from '../../model/requiredMetadata';
import {
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from '../cachingClause';
import { decisionsFor } from '../decisions';
import { META, LIBS } from '../exampleInstructions';

export const libSource = cachingClause(
  {
    id: '3.1.lib-src',
    section: '3.1',
    title: 'Library sources',
    severity: 'must',
    rationale:
      'Shared libraries change less often than the service, and the install needs their sources.',
    example: { file: 'dockerfile', passes: META, fails: `${LIBS}\n${META}` },
  },
  (timeline, model, standard) => {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    const libraries = timeline.copied.filter(({ kind }) => kind === 'library');
    if (libraries.length === 0)
      return notApplicable('No shared library is copied.');
    const wanted = requiredMetadata(timeline, model, standard);
    if (wanted.some(({ found }) => !found)) {
      const image = imageWithDependencies(timeline, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
        : fail(
            'Library sources are copied before all dependency files are. Copy every pyproject.toml above this.',
            libraries[0],
          );
    }
    const lastMeta = Math.max(
      ...wanted.flatMap(({ found }) => (found ? timeline.at(found.step) : [])),
    );
    const firstInstall = Math.min(
      ...timeline.installs.map(({ step }) => timeline.at(step)),
    );
    const code = timeline.copied.find(isServiceCode);
    for (const library of libraries) {
      const at = timeline.at(library.step);
      if (at <= lastMeta)
        return fail(
          `${library.path} is copied before all dependency files are. Copy the sources after every pyproject.toml.`,
          library,
        );
      if (at > firstInstall)
        return fail(
          `${library.path} is copied after the install, which needs it. Move this COPY above pdm install.`,
          library,
        );
      if (code && at >= timeline.at(code.step))
        return fail(
          `${library.path} is copied after service code. Move this COPY above it.`,
          library,
        );
    }
    return pass(
      'Library sources are copied after the dependency files and before the install.',
      libraries,
    );
  },
);
