/** A file cannot be edited as it is written; the message says why. @public */
export class EditError extends Error {}
