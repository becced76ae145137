import { SourceFile, Sources } from '@huleedu/rule-087';
import { FixResult, FixedFile, GivenPorts } from '@huleedu/service-fixer';
import type { fixService } from '@huleedu/service-fixer';
import { ReadService } from '../../services/readServices';

export type FixedService = FixResult & { service: string };

/** Fixes one service after the other: each finds the files that they share as those before it left them. */
export function fixInTurn(
  services: ReadService[],
  neighbours: SourceFile[],
  ports: GivenPorts,
  fix: typeof fixService,
): { results: FixedService[]; files: FixedFile[] } {
  const changes = new Map<string, FixedFile>();
  const asLeft = <T extends SourceFile>(file: T): T | SourceFile => {
    const change = file.state === 'present' && changes.get(file.path);
    return change ? { ...file, content: change.after } : file;
  };
  const results = services.map(
    ({ sources, standard, declaration, ...rest }) => {
      const fixed = fix(
        changes.size === 0 ? sources : eachFile(sources, asLeft),
        standard,
        declaration,
        {
          ports,
          neighbours: neighbours.map(asLeft),
          isNamedElsewhere: rest.isNamedElsewhere,
        },
      );
      for (const file of fixed.files) {
        const { before } = changes.get(file.path) ?? file;
        changes.set(file.path, { ...file, before });
      }
      return { service: declaration.service, ...fixed };
    },
  );
  return { results, files: [...changes.values()] };
}

function eachFile(
  sources: Sources,
  change: (file: SourceFile) => SourceFile,
): Sources {
  const { dockerfile, pyproject, compose, composeContext = {} } = sources;
  return {
    ...sources,
    dockerfile: change(dockerfile),
    pyproject: change(pyproject),
    compose: compose.map(change),
    composeContext: Object.fromEntries(
      Object.entries(composeContext).map(([path, file]) => [
        path,
        change(file),
      ]),
    ),
  };
}
