import { copyFile } from '../../standard/instructions';
import { isLibrarySource, isServiceCode } from '../../model/copies';
import { requiredMetadata } from '../../model/requiredMetadata';
import {
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from '../cachingClause';
import { decisionsFor, placeIn } from '../decisions';
import { COPY_CODE, META } from '../exampleInstructions';

export const metaFirst = cachingClause(
  {
    id: '3.1.meta-first',
    section: '3.1',
    title: 'Dependency files first',
    severity: 'must',
    rationale:
      'As long as no pyproject.toml changes, the layers before the sources come from the cache.',
    example: {
      file: 'dockerfile',
      passes: META,
      fails: `${COPY_CODE}\n${META}`,
    },
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const wanted = requiredMetadata(timeline, model, standard);
    const source = timeline.copied.find(
      copied => isLibrarySource(copied) || isServiceCode(copied),
    );
    const absent = wanted.filter(({ found }) => !found);
    const image = imageWithDependencies(timeline, standard);
    if (absent.length > 0 && image) return unknown(INSTALLED_BELOW, image);
    if (absent.length > 0) {
      return fail(
        `${absent
          .map(({ path }) => path)
          .join(
            ', ',
          )} not copied before the sources. Write, above every other COPY: ${absent
          .map(({ path }) => copyFile(standard, path))
          .join('; ')}`,
        source ?? placeIn(timeline.stage),
      );
    }
    const metadata = wanted.flatMap(({ found }) => found ?? []);
    const late =
      source &&
      metadata.find(
        ({ step }) => timeline.at(step) >= timeline.at(source.step),
      );
    if (late) {
      return fail(
        `${late.path} is copied after sources. Copy every pyproject.toml before any of them.`,
        late,
      );
    }
    const unclear = metadata.find(({ known }) => !known);
    return unclear
      ? unknown(
          'Whose pyproject.toml this COPY brings cannot be computed. Give the variable of its path a default.',
          unclear,
        )
      : pass('Dependency files are copied before any source.', metadata);
  },
);
