export { portPickerField } from './field';
