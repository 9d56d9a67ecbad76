import type { ProtocolName } from '../model/definitions/source.ts'
import type { Call, JsonObject } from './call.ts'
import type { Item } from './event.ts'

/** What an SDK says and hears: one file of `protocols/`. */
export interface Protocol {
  readonly id: ProtocolName
  readonly label: string
  /** Whose SDKs speak it. */
  readonly description: string
  /** In the order in which they are tried. */
  readonly routes: readonly ProtocolRoute[]
  /** One item as it stands in its batches: those kept aside are read again by it. */
  readonly readItem: (sent: JsonObject) => Item
  /** How its SDKs are pointed here. */
  readonly snippets: readonly Snippet[]
}

export interface ProtocolRoute {
  readonly methods: readonly ('GET' | 'POST')[]
  /** Below the server's root, in the words of the router: `/v1/batch`, `/array/:key/config`. */
  readonly path: string
  /** Whether a call is of this protocol, where several have the same path; any call when left out. */
  readonly recognises?: (call: Call) => boolean
  /** Errors: collect/unreadable of a body that says nothing. */
  readonly read: (call: Call) => Reading
}

/** What a call says. */
export interface Reading {
  /** The write key, wherever the protocol has it. */
  readonly key: string | undefined
  /** Read as they are asked for, and once. Empty where an SDK only asks for its settings. */
  readonly items: Iterable<Item>
  /** What its SDK waits for; `{}` as JSON when left out. */
  readonly answer?: (outcome: Outcome) => Reply
}

/** What became of a call's items. */
export interface Outcome {
  readonly accepted: number
  readonly rejected: readonly { readonly index: number; readonly detail: string }[]
}

export interface Reply {
  readonly status?: number
  /** JSON unless it is a text or bytes. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Copy-ready; `{key}` and `{url}` (without a slash at its end) are the source's. */
export interface Snippet {
  readonly label: string
  /** The npm package that it uses, where it is one. */
  readonly package?: string
  readonly language: 'js' | 'html' | 'sh'
  readonly code: string
}
