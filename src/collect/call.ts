/** A request as it came, before anybody knows what it says. Names of headers are in lower case. */
export interface Call {
  readonly method: string
  /** Of the address, from the slash on. */
  readonly path: string
  /** The pieces that the route names, such as `:key`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  /** Of whoever sent it, as far as it is known. */
  readonly address: string | undefined
  /** Random bytes of the day, which ids of who names nobody are made with. */
  readonly salt: Buffer
  /** As it is after decompression. */
  readonly body: Buffer
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject

/** As it was parsed: names are the senders', so they are looked up with `getOwn` or `Object.entries`. */
export interface JsonObject {
  readonly [name: string]: Json
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
