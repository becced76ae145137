/** A file that is written in a way that cannot be edited; the message says in which. */
export class EditError extends Error {}
