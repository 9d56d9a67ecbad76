import type { JourneyField, JourneySchema } from '../../model/journey.ts'

interface Known {
  readonly schema: JourneySchema
}

/** The lists that a list lies in, the nearest first: in a dataset found through a key also the key's. */
export function findListsAround({ schema }: Known, list: string): readonly string[] {
  const lookup = schema.fields.find((field) => listsOf(field).includes(list))?.lookup
  if (lookup === undefined) return findEventLists(schema, list)
  const lists = lookup.lists ?? []
  return [
    ...lists.slice(0, lists.indexOf(list)).reverse(),
    ...findListsOfField(schema, lookup.from),
  ]
}

const listsOf = ({ lookup }: JourneyField): readonly string[] => lookup?.lists ?? []

function findEventLists({ fields }: JourneySchema, list: string): readonly string[] {
  const own = fields.filter((field) => listsOf(field).length === 0)
  const lists = new Set(own.flatMap((field) => field.list ?? []))
  const around = [...lists].filter((each) => list.startsWith(`${each}.`))
  return around.sort((a, b) => b.length - a.length)
}

function findListsOfField(schema: JourneySchema, path: string): readonly string[] {
  const field = schema.fields.find((candidate) => candidate.path === path)
  if (field === undefined) return []
  const list = field.lookup === undefined ? field.list : listsOf(field).at(-1)
  if (list !== undefined) return [list, ...findListsAround({ schema }, list)]
  return field.lookup === undefined ? [] : findListsOfField(schema, field.lookup.from)
}
