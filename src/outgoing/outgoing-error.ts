/** The other side failed, in words that say `it …`. */
export class OutgoingError extends Error {}
