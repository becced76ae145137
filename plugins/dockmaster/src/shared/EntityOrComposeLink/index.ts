export { Party } from './EntityOrComposeLink';
export { composeServiceOf, partyName } from './displayName';
export { Sentence } from './Sentence';
export { plainSentence } from './plainSentence';
