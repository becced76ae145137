/**
 * The resolved view of a service, for tools that build on the engine, such as the fixer.
 *
 * @packageDocumentation
 */
export { isUnknownPort } from '../compose/ComposeModel';
export type {
  ComposeService,
  Mount,
  PublishedPort,
} from '../compose/ComposeModel';
export { splitOutside } from '../compose/interpolate';
export { contains, folderOf, isAddress, resolvePath } from '../compose/paths';
export { holds, publishes } from '../compose/ports';
export { YamlError, parseYamlFile } from '../compose/yamlTree';
export {
  chainOf,
  closureOf,
  imageOf,
  stepsOf,
} from '../dockerfile/DockerfileModel';
export type {
  CommandForm,
  Copy,
  CopySource,
  DockerfileModel,
  Stage,
  Step,
} from '../dockerfile/DockerfileModel';
export { jsonForm } from '../dockerfile/Instruction';
export type { Instruction } from '../dockerfile/Instruction';
export { LineIndex } from '../source/LineIndex';
export type { Variable } from '../dockerfile/Scope';
export { SourceText } from '../source/SourceText';
export type { Span } from '../source/SourceText';
export type { Value } from '../source/Value';
export { isRemote } from '../dockerfile/contextPaths';
export { directoryOf, pathIn } from '../dockerfile/directoryOf';
export { envPairs } from '../dockerfile/envWords';
export {
  aptPackages,
  aptVerb,
  createsUser,
  hasOption,
  installsPdm,
  invocationsOf,
  isInstall,
  isPdmInstall,
  ownership,
  pdmLockFile,
  pdmVerb,
  pipInstallsPdm,
  pipRequirements,
} from '../dockerfile/programs';
export { readDockerfile } from '../dockerfile/readDockerfile';
export { scanInstructions } from '../dockerfile/scanInstructions';
export { shellCommands } from '../dockerfile/shellCommands';
export type { ShellCommand, ShellWord } from '../dockerfile/shellCommands';
export type { ServiceModel } from './ServiceModel';
export { buildServiceModel } from './buildServiceModel';
export { copiedLibraries } from './copiedLibraries';
export {
  classify,
  copiedFromContext,
  isLibrarySource,
  isServiceCode,
} from './copies';
export { imageWithUsers, isStandardImage } from './images';
export { ownPrefixes } from './prefix';
export { declaredPorts, portNames, portsOf, toPort } from './servicePorts';
export { installTimelines, timelineOf } from './timeline';
export type { Timeline } from './timeline';
export { creationsFor, ownershipFor, sameUser, userOf } from './users';
export { wantedMetadata } from './wantedMetadata';
export { normalizeName } from '../pyproject/PyprojectModel';
export type { PyprojectModel, Script } from '../pyproject/PyprojectModel';
export { addressOf, variableIn } from './bindAddress';
export type { Address } from './bindAddress';
export { scriptsOf } from '../pyproject/scriptsOf';
export { parseToml } from '../pyproject/tomlTree';
export { textOf } from '../source/Tree';
export type { Tree, TreeMap } from '../source/Tree';
