/** When a batch that failed may be tried again; `split`: in halves, to find what is wrong with which item. */
export type Retry = 'later' | 'after-user-action' | 'split'

/** A destination did not take a batch. The message says what is wrong, without secrets or people. */
export class DestinationError extends Error {
  readonly retry: Retry
  /** What the other side asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    retry: Retry,
    options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.retry = retry
    this.retryAfterMs = options.retryAfterMs
  }
}
