export { DRIFT_CODES } from './driftCodes';
export { DriftSection } from './DriftSection';
export { usePortDrift } from './usePortDrift';
