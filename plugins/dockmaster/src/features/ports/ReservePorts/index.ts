export { ReserveDialog } from './ReserveDialog';
export { OwnerField } from './OwnerField';
export type { ReserveDraft } from './reserveRequest';
