import { type Block, type Codes, type Column, makeNumbersColumn } from '../../src/engine/index.ts'

/**
 * The same persons with hidden ones between them, who have the events of others: whatever is asked, the answer must be the same.
 */
export function withHiddenPersons(block: Block): Block {
  const { persons, personStart } = block
  const places = Array.from({ length: persons }, (_, p) => p).flatMap((p) => [
    ...(p % 2 === 0 ? [{ p: persons - 1 - p, isHidden: 1 }] : []),
    { p, isHidden: 0 },
  ])
  const order = places.map(({ p }) => p)
  const hidden = Uint8Array.from(places, ({ isHidden }) => isHidden)
  const events = order.flatMap((p) => range(personStart[p]!, personStart[p + 1]!))
  const starts = new Uint32Array(order.length + 1)
  order.forEach((p, place) => {
    starts[place + 1] = starts[place]! + personStart[p + 1]! - personStart[p]!
  })
  return {
    ...block,
    persons: order.length,
    events: events.length,
    personStart: starts,
    personCode: Uint32Array.from(order, (p) => block.personCode[p]!),
    time: Float64Array.from(events, (event) => block.time[event]!),
    columns: takeColumns(block.columns, events, order),
    hidden,
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

function takeColumns(
  columns: Block['columns'],
  events: readonly number[],
  persons: readonly number[],
): Block['columns'] {
  const elements = new Map<string, readonly number[]>()
  const lists = [...columns].filter(([, { kind }]) => kind === 'list')
  const taken = new Map<string, Column>()
  const takeList = (name: string): readonly number[] => {
    const known = elements.get(name)
    if (known !== undefined) return known
    const list = columns.get(name)! as Extract<Column, { kind: 'list' }>
    const around = list.parent === null ? events : takeList(list.parent)
    const offsets = new Uint32Array(around.length + 1)
    around.forEach((at, index) => {
      offsets[index + 1] = offsets[index]! + list.offsets[at + 1]! - list.offsets[at]!
    })
    taken.set(name, { ...list, offsets })
    const own = around.flatMap((at) => range(list.offsets[at]!, list.offsets[at + 1]!))
    elements.set(name, own)
    return own
  }
  for (const [name, column] of columns) {
    if (column.kind === 'list') {
      takeList(name)
      continue
    }
    const holder = lists
      .map(([list]) => list)
      .filter((list) => name === `${list}[]` || name.startsWith(`${list}.`))
      .toSorted((a, b) => b.length - a.length)[0]
    const isPerson = 'level' in column && column.level === 'person'
    const places = isPerson ? persons : holder === undefined ? events : takeList(holder)
    taken.set(name, take(column, places))
  }
  return taken
}

function take(column: Column, places: readonly number[]): Column {
  switch (column.kind) {
    case 'codes': {
      const Array = column.data.constructor as unknown as new (length: number) => Codes
      const data = new Array(places.length)
      places.forEach((place, index) => {
        data[index] = column.data[place]!
      })
      return { ...column, data }
    }
    case 'numbers':
      return { ...column, data: Float64Array.from(places, (place) => column.data[place]!) }
    case 'sparse': {
      const at = new Map([...column.places].map((place, index) => [place, column.values[index]!]))
      return makeNumbersColumn(
        Float64Array.from(places, (place) => at.get(place) ?? column.otherwise),
      )
    }
    case 'list':
      return column
  }
}

/** The events of all persons who are to be seen, by their codes: the values of each column as they are. */
export function listVisible(blocks: readonly Block[]): readonly unknown[] {
  const persons = blocks.flatMap((block) =>
    Array.from(block.personCode, (code, p) => ({ block, code, p })).filter(
      ({ p }) => block.hidden?.[p] !== 1,
    ),
  )
  return persons
    .toSorted((a, b) => a.code - b.code)
    .map(({ block, code, p }) => {
      const events = range(block.personStart[p]!, block.personStart[p + 1]!)
      const columns = [...takeColumns(block.columns, events, [p])]
      const values = columns.map(([name, column]) => [name, listValues(column, events.length)])
      return { code, time: events.map((event) => block.time[event]), values: values.toSorted() }
    })
}

function listValues(column: Column, events: number): readonly number[] {
  if (column.kind === 'list') return [...column.offsets]
  if (column.kind !== 'sparse') return [...column.data]
  const values = new Array<number>(events).fill(column.otherwise)
  column.places.forEach((place, index) => {
    values[place] = column.values[index]!
  })
  return values
}
