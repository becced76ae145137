export { Party } from './Party';
export { composeServiceOf, partyName } from './partyName';
export { Sentence } from './Sentence';
export { plainSentence } from './plainSentence';
