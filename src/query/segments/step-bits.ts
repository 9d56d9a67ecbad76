/** The most masks that fit into one vector of bits. */
export const MAX_BITS = 32
