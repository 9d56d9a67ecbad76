// What the parameters of kernels are: the wrappers made from these take the typed array instead.

/** Where values of a type begin in linear memory. */
export type At<T> = usize

/** The same, or 0 for none: no mask is every event. */
export type Maybe<T> = usize

/** Where an array of any type begins. */
export type Bytes = usize
