/** Namespaces of which nothing is sent: none is called so, and none at all would mean all of them. */
export const noIdentities: readonly string[] = [':']
