/**
 * Edits of text files that keep comments, order and layout: lines, YAML, TOML, and unified diffs. Knows no rule.
 *
 * @packageDocumentation
 */
export * from './Edit';
export { EditError } from './EditError';
export * from './lines';
export { TomlText } from './TomlText';
export { addToLists, removeFromLists } from './tomlLists';
export * from './Tree';
export * from './unifiedPatch';
export { addEntry, entryIn, removeEntry, valueOfBlock } from './yamlEntries';
export * from './yamlSection';
export type { Scalar, YamlMap, YamlValue } from './yamlSpelling';
export { YamlText } from './YamlText';
