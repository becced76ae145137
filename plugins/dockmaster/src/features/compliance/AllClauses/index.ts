export { AllClauses } from './AllClauses';
