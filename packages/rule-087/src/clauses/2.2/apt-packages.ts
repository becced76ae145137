import { closureOf } from '../../dockerfile/DockerfileModel';
import { aptInstallsOf } from '../../dockerfile/programs';
import { unknownImageOf } from '../../model/images';
import { Clause } from '../Clause';
import { decisionsFor, stageLabel, worstOf } from '../decisions';

export const aptPackageNames: Clause = {
  id: '2.2.apt-packages',
  section: '2.2',
  title: 'System packages',
  severity: 'should',
  rationale:
    'Health checks need curl; Python packages without wheels need a compiler and Python’s headers.',
  example: {
    file: 'dockerfile',
    passes: '    curl \\\n    build-essential \\\n    python3-dev \\\n',
    fails: '    curl \\\n',
  },
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const installs = aptInstallsOf(closureOf(stage));
        const packages = installs.flatMap(install => install.packages);
        const missing = standard.aptPackages.filter(
          name => !packages.includes(name),
        );
        const named = installs.filter(install =>
          install.packages.some(name => standard.aptPackages.includes(name)),
        );
        const where = (named.length > 0 ? named : installs).map(
          ({ command }) => command,
        );
        const unclear = packages.find(name => name.startsWith('$'));
        if (missing.length > 0 && unclear) {
          return unknown(
            `${missing.join(
              ', ',
            )} may be among ${unclear}, which cannot be computed.`,
            where,
          );
        }
        if (missing.length > 0) {
          const image = unknownImageOf(stage, standard);
          return image
            ? unknown(
                `${missing.join(', ')} may be in the image that ${stageLabel(
                  stage,
                )} rests on or copies from.`,
                image,
              )
            : fail(
                `${missing.join(', ')} not installed for ${stageLabel(
                  stage,
                )}. Add to the apt-get install: ${missing.join(' ')}`,
                where.at(-1) ?? closureOf(stage)[0].from,
              );
        }
        const further = [
          ...new Set(
            packages.filter(name => !standard.aptPackages.includes(name)),
          ),
        ];
        return pass(
          further.length === 0
            ? 'curl, build-essential and python3-dev are installed.'
            : `The wanted packages are installed, and further: ${further.join(
                ', ',
              )}.`,
          where,
        );
      }),
    );
  },
};
