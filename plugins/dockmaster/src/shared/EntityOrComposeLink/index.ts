export { EntityOrComposeLink } from './EntityOrComposeLink';
export { composeServiceOf, displayName } from './displayName';
export { Sentence } from './Sentence';
export { plainSentence } from './plainSentence';
