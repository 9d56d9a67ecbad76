import { namespaceOfPerson } from '../../../lake/journey/index.ts'
import { anonymousOwner } from '../../../model/definitions/identity-space.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { DatasetChange, SpaceChange } from '../../../model/what-if.ts'
import type { Catalog } from '../catalog.ts'
import { type Changes, listAsked, onlySpace } from './change.ts'
import type { Spaces } from './compare.ts'
import type { Ground } from './ground.ts'

/** The space whose devices' rows fall to somebody. Errors: connection/not-stitched, request/invalid. */
export function chooseSpace(connection: Connection, given: SpaceChange | undefined): string {
  const asked = listAsked(connection)
  if (asked.length === 0) {
    const params = { id: connection.id, dataset: null, allowed: [] }
    throw new ThroughlineError('connection/not-stitched', params)
  }
  const id = given?.id ?? onlySpace(connection)
  if (asked.includes(id)) return id
  const reason = `no dataset of the connection is stitched by ${id}`
  throw new ThroughlineError('request/invalid', { reason, allowed: asked }, ['space', 'id'])
}

/** The spaces in each way. */
export function waysOf({ spaces }: Ground, id: string): readonly Spaces[] {
  const state = spaces.get(id)!
  return anonymousOwner.options.map((anonymous) => {
    const definition = { ...state.definition, anonymous }
    return new Map([...spaces, [id, { ...state, definition }]])
  })
}

interface Carried {
  readonly field: string
  readonly namespace: string
}

interface OwnStitching {
  readonly dataset: string
  readonly person: Carried
  readonly device: Carried
}

/**
 * How a space of their own would stitch the datasets that are stitched by their own rows: only a space knows several
 * ways. Null where no dataset is stitched so, by fields.
 */
export function asStitchedBySpace(catalog: Catalog, connection: Connection): Changes | null {
  const found = connection.datasets.flatMap(ownStitchingOf)
  if (found.length === 0) return null
  const space = nameSpace(catalog)
  const partOf = ({ person, device }: OwnStitching): DatasetChange => {
    const { field: persistentId, namespace } = device
    const target = person.namespace
    const stitch = { method: 'graph', space, persistentId, namespace, target } as const
    return { namespace: target, identities: [person, device], stitch }
  }
  const people = new Set(found.map(({ person }) => person.namespace))
  const devices = new Set(found.map(({ device }) => device.namespace))
  const namespaces = [...new Set([...people, ...devices])].map((id) => ({
    id,
    unique: people.has(id),
    device: !people.has(id),
  }))
  return {
    datasets: Object.fromEntries(found.map((each) => [each.dataset, partOf(each)])),
    space: { id: space, namespaces },
  }
}

type Entry = Connection['datasets'][number]

function ownStitchingOf(entry: Entry): readonly OwnStitching[] {
  const { dataset, personId, stitch } = entry
  if (stitch?.method !== 'field') return []
  const { persistentId } = stitch
  if (typeof personId !== 'string' || typeof persistentId !== 'string') return []
  const person = { field: personId, namespace: namespaceOfPerson(entry) ?? 'person' }
  return [{ dataset, person, device: { field: persistentId, namespace: stitch.namespace } }]
}

/** The first of these ids that no space has: nobody has said anything in its name. */
function nameSpace(catalog: Catalog, nth = 1): string {
  const id = nth === 1 ? 'own-rows' : `own-rows-${nth}`
  return catalog.find('identity-space', id) === undefined ? id : nameSpace(catalog, nth + 1)
}
