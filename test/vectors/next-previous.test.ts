import { describe, expect, it } from 'vitest'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { onlyPerson, worldOf } from '../support/vectors.ts'

/** Where a case looks, and which items it demands from there on, nearest first. */
interface Look {
  readonly from: 'head' | 'tail' | 'first'
  readonly items: readonly string[]
}

/** `ch.next.first_AB`, `duck.next.home_product`: the ids say what is asked. */
function lookOf(id: string): Look {
  const name = id.slice(id.indexOf('.next.') + '.next.'.length)
  if (name === 'entry') return { from: 'head', items: [] }
  if (id.startsWith('duck.')) return { from: 'first', items: name.split('_') }
  const [from, items] = name.split('_') as [Look['from'], string]
  return { from, items: [...items] }
}

/** A person's items by column of a flow; an entry, an exit and what is missing are null. */
async function itemsOf(source: ReturnType<typeof worldOf>, person: string, flow: object) {
  const request = { kind: 'flow', dimension: 'event', repeats: true, columns: 5, ...flow }
  const segments = [onlyPerson(person)]
  const { columns } = await ask<FlowResult>({ source }, { ...request, segments })
  const found = new Map(columns.map(({ column, nodes }) => [column, nodes[0]]))
  return (column: number) => found.get(column)?.item ?? null
}

/** Without an anchor a flow begins with the entry, and the first item is in the column after it. */
const AFTER_ENTRY = 1

async function answer(source: ReturnType<typeof worldOf>, person: string, look: Look) {
  const [item] = look.items
  if (look.from === 'tail') {
    const around = await itemsOf(source, person, {
      anchor: { contains: { item } },
      occurrence: 'last',
    })
    return around(1) === null ? around(-1) : null
  }
  const anchor = { anchor: { 'starts-with': { item } }, occurrence: 'first' }
  const found = await itemsOf(source, person, look.from === 'first' ? anchor : {})
  const start = look.from === 'first' ? 0 : AFTER_ENTRY
  const isAsked = look.items.every((wanted, i) => found(start + i) === wanted)
  return isAsked ? found(start + look.items.length) : null
}

describe.each(['clickhouse-behavioral', 'duckdb-behavioral'])('%s', (file) => {
  const vectors = claimed('next-previous', file)
  it.each(vectors.cases)('$id', async ({ id, set, expected }) => {
    const source = worldOf(vectors, set!)
    for (const [person, item] of Object.entries(expected['by_person'] as object)) {
      expect(await answer(source, person, lookOf(id)), `person ${person}`).toBe(item)
    }
  })
})
