export { Headline } from './Headline';
export type { Tone } from './Headline';
