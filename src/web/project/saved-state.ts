import type { ShownProblem } from '../api/http.ts'

/** How far what was done is with the server. */
export type SavedState =
  | { readonly kind: 'saved' }
  /** `isSlow`: for longer than people wait without wondering. */
  | { readonly kind: 'saving'; readonly isSlow: boolean }
  /** Tried again by itself at `retryAt`, in UTC milliseconds. */
  | { readonly kind: 'offline'; readonly retryAt: number; readonly problem: ShownProblem }
  | { readonly kind: 'conflict'; readonly count: number }
