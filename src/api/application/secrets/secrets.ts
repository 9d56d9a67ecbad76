import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { getOwn } from '../../../model/own.ts'
import type { Catalog } from '../catalog.ts'
import { keyPath, readKey } from './key.ts'
import { isSealed, seal, unseal } from './seal.ts'

/** What is shown in the place of a secret that is kept; written again, it stays what it was. */
export const KEPT = 'kept'

const FROM_ENVIRONMENT = /^env:/

/** Secrets of destinations: named in the environment, or kept encrypted. */
export interface Secrets {
  /** A definition as it is kept: secrets in clear are sealed. Errors: definition/invalid. */
  keep(known: Catalog, document: unknown): Promise<unknown>
  /** In clear, for what sends to it. Errors: secret/missing. */
  read(destination: Destination): Promise<Readonly<Record<string, string>>>
}

type Environment = Readonly<Record<string, string | undefined>>

export function openSecrets(env: Environment): Secrets {
  let key: Promise<Buffer> | undefined
  const readOnce = (): Promise<Buffer> =>
    (key ??= readKey(env).catch((error: unknown) => {
      key = undefined
      throw new ThroughlineError('secret/no-key', {
        path: env['THROUGHLINE_SECRET_KEY'] === undefined ? keyPath(env) : 'THROUGHLINE_SECRET_KEY',
        reason: error instanceof Error ? error.message : String(error),
      })
    }))
  return {
    async keep(known, document) {
      if (!isWithSecrets(document)) return document
      const { id, secrets } = document
      const before = known.find('destination', id)?.secrets ?? {}
      const kept: Record<string, unknown> = {}
      for (const [name, text] of Object.entries(secrets)) {
        kept[name] = typeof text === 'string' ? await keepOne(id, name, text, before) : text
      }
      return { ...document, secrets: kept }
    },
    async read({ id, secrets }) {
      const read: [string, string][] = []
      for (const [name, text] of Object.entries(secrets)) {
        read.push([name, await readOne(id, name, text)])
      }
      return Object.fromEntries(read)
    },
  }

  async function keepOne(
    id: string,
    name: string,
    text: string,
    before: Readonly<Record<string, string>>,
  ): Promise<string> {
    if (FROM_ENVIRONMENT.test(text)) return text
    if (text === KEPT || isSealed(text)) {
      const known = Object.hasOwn(before, name) ? getOwn(before, name) : undefined
      if (known !== undefined) return known
      if (isSealed(text) && unseal(await readOnce(), placeOf(id, name), text) !== undefined)
        return text
      const reason = `the secret ${name} of destination ${id} is not kept here: give it, or env:NAME`
      throw new ThroughlineError('definition/invalid', { reason }, ['secrets', name])
    }
    const place = placeOf(id, name)
    const known = Object.hasOwn(before, name) ? getOwn(before, name)! : ''
    const isTheSame = isSealed(known) && unseal(await readOnce(), place, known) === text
    return isTheSame ? known : seal(await readOnce(), place, text)
  }

  async function readOne(id: string, name: string, text: string): Promise<string> {
    if (FROM_ENVIRONMENT.test(text)) {
      const variable = text.replace(FROM_ENVIRONMENT, '')
      const told = getOwn(env, variable)
      if (told !== undefined && told !== '') return told
      const reason = `the environment of the server has no ${variable}`
      throw new ThroughlineError('secret/missing', { id, name, reason })
    }
    if (!isSealed(text)) return text
    const secret = unseal(await readOnce(), placeOf(id, name), text)
    if (secret !== undefined) return secret
    const reason = 'it was encrypted with another key'
    throw new ThroughlineError('secret/missing', { id, name, reason })
  }
}

/** A sealed text that is put elsewhere opens nothing there. */
const placeOf = (id: string, name: string): string => `destination/${id}/${name}`

interface WithSecrets {
  readonly kind: 'destination'
  readonly id: string
  readonly secrets: Readonly<Record<string, unknown>>
}

const isWithSecrets = (document: unknown): document is WithSecrets => {
  if (typeof document !== 'object' || document === null) return false
  const { kind, id, secrets } = document as Readonly<Record<string, unknown>>
  return (
    kind === 'destination' &&
    typeof id === 'string' &&
    typeof secrets === 'object' &&
    secrets !== null
  )
}

/** A definition as it may be seen: which secrets there are, not what they say. */
export function hideSecrets<T>(document: T): T {
  if (!isWithSecrets(document)) return document
  const shown = Object.entries(document.secrets).map(([name, text]) => [
    name,
    typeof text === 'string' && FROM_ENVIRONMENT.test(text) ? text : KEPT,
  ])
  return { ...document, secrets: Object.fromEntries(shown) as Record<string, string> }
}
