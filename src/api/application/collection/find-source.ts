import { hashKey, type Protocol } from '../../../collect/index.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'

type ByHash = ReadonlyMap<string, Source>

const indexes = new WeakMap<Catalog, ByHash>()

function indexKeys(catalog: Catalog): ByHash {
  const known = indexes.get(catalog)
  if (known) return known
  const sources = catalog.list('source')
  const index = new Map(
    sources.flatMap((source) => source.keys.map(({ hash }) => [hash, source] as const)),
  )
  indexes.set(catalog, index)
  return index
}

/** The source that a write key belongs to. Errors: collect/wrong-key. */
export function findSourceByKey(catalog: Catalog, key: string | undefined): Source {
  if (key === undefined) {
    throw new ThroughlineError('collect/wrong-key', { reason: 'none was sent' })
  }
  const source = indexKeys(catalog).get(hashKey(key))
  if (source) return source
  throw new ThroughlineError('collect/wrong-key', { reason: `${key.slice(0, 6)}…` })
}

/** Errors: collect/refused of a source that is paused, or a page that may not send. */
export function refuseUnwelcome(source: Source, origin: string | undefined): void {
  if (source.paused) {
    throw new ThroughlineError('collect/refused', { reason: `${source.id} is paused` })
  }
  if (origin === undefined || source.origins.some((allowed) => isOrigin(allowed, origin))) return
  const reason = `pages of ${origin} may not send to ${source.id}`
  throw new ThroughlineError('collect/refused', { reason })
}

export const accepts = (source: Source, protocol: Protocol): boolean =>
  source.protocols?.includes(protocol.id) === true

function isOrigin(allowed: string, origin: string): boolean {
  if (allowed === '*' || allowed === origin) return true
  const [scheme, host] = allowed.split('://*.')
  return host !== undefined && origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`)
}

/** By its id. Errors: source/unknown. */
export function findSource(catalog: Catalog, id: string): Source {
  const source = catalog.find('source', id)
  if (source) return source
  const allowed = catalog.list('source').map((each) => each.id)
  throw new ThroughlineError('source/unknown', { id, allowed })
}
