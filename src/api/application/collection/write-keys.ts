import { hashKey, makeKey } from '../../../collect/index.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'

type Keys = Source['keys']

/** A key more. Errors: source/wrong-kind. */
export function addKey(source: Source) {
  if (source.protocols === undefined) {
    const reason = 'only sources that SDKs send to have keys'
    throw new ThroughlineError('source/wrong-kind', { reason })
  }
  const taken = new Set(source.keys.map(({ id }) => id))
  let number = source.keys.length + 1
  while (taken.has(`k${number}`)) number += 1
  const made = { id: `k${number}`, key: makeKey() }
  const keys: Keys = [...source.keys, { id: made.id, hash: hashKey(made.key) }]
  return { made, source: { ...source, keys } }
}

/** A key less. Errors: source/unknown-key. */
export function removeKey(source: Source, id: string): Source {
  const keys = source.keys.filter((key) => key.id !== id)
  if (keys.length < source.keys.length) return { ...source, keys }
  const allowed = source.keys.map((key) => key.id)
  throw new ThroughlineError('source/unknown-key', { id, allowed })
}

/** A source that is written anew and says nothing of its keys has those that it had: files need not hold them. */
export function keepKeys(catalog: Catalog, document: unknown): unknown {
  if (typeof document !== 'object' || document === null || 'keys' in document) return document
  const { kind, id } = document as { readonly kind?: unknown; readonly id?: unknown }
  if (kind !== 'source' || typeof id !== 'string') return document
  const known = catalog.find('source', id)
  return known === undefined || known.keys.length === 0
    ? document
    : { ...document, keys: known.keys }
}
