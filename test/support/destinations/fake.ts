import type { z } from 'zod'
import type { Retry } from '../../../src/destinations/destination-error.ts'
import type { FakeAnswer, FakeRequest, FakeService } from '../fake-service.ts'

/** A vendor on this machine, as strict as its documents. */
export interface DestinationFake {
  readonly service: FakeService
  readonly settings: object
  readonly secrets: Readonly<Record<string, string>>
  /** How somebody is named there, such as `email:ann@x.io`. */
  identitiesOf(person: string): readonly string[]
  /** Whether somebody is in the audience there. */
  has(person: string): boolean
  /** How often somebody came in or went out there. */
  effects(): number
  /** Ids of somebody whom it refuses, and nobody else with them. */
  readonly refused?: readonly string[]
  /** What becomes of a batch that it forbids. */
  readonly onForbidden: Retry
  /** Whether any answer of 2xx accepts all. */
  readonly acceptsAnything?: boolean
  /** Whether `{}` is how it says, by its documents, that it did as it was asked. */
  readonly saysNothingOfSuccess?: boolean
}

/** Who is in, by the name that they have there. */
export class Members {
  readonly #in = new Set<string>()
  effects = 0

  put(name: string, isIn: boolean): void {
    if (this.#in.has(name) === isIn) return
    this.effects += 1
    if (isIn) this.#in.add(name)
    else this.#in.delete(name)
  }

  has(name: string): boolean {
    return this.#in.has(name)
  }
}

/** The body of a request as a schema says; otherwise why it is refused. */
export function readBody<T>(
  { headers, text }: FakeRequest,
  schema: z.ZodType<T>,
): { readonly body: T } | { readonly refusal: FakeAnswer } {
  if (headers['content-type'] !== 'application/json') return { refusal: { status: 415 } }
  const parsed = schema.safeParse(text === '' ? undefined : JSON.parse(text))
  if (parsed.success) return { body: parsed.data }
  return { refusal: { status: 400, body: { message: parsed.error.message } } }
}
