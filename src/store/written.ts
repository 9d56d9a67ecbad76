import type { Definition } from '../model/definitions/index.ts'

/** A definition that was written, and how it was before. */
export type Written = {
  readonly definition: Definition
  readonly document: unknown
  readonly version: number
  readonly before: { readonly version: number; readonly document: string } | undefined
}
