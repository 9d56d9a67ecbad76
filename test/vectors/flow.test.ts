import { describe, expect, it } from 'vitest'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import type { NextPreviousResult } from '../../src/query/reports/next-previous/request.ts'
import { createMemorySource } from '../support/memory-source.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { worldOf } from '../support/vectors.ts'

describe('published paths', () => {
  const vectors = claimed('flow', 'posthog-paths')
  it.each(vectors.cases)('$id', async ({ set, question, expected }) => {
    const dimension = (question['dimension'] as string | undefined) ?? 'event'
    const limit = (question['step_limit'] as number | undefined) ?? 5
    const request = { kind: 'flow', dimension, columns: limit, container: 'session' }
    const { links } = await ask<FlowResult>({ source: worldOf(vectors, set!) }, request)
    const named = links.map(({ from, to, paths }) => {
      const name = (id: string) => id.replace(/^(\d+):/, '$1_').replace(/\/$/, '')
      return { source: name(from), target: name(to), people: paths }
    })
    const wanted = expected['links'] as { source: string; target: string; people: number }[]
    const inside = named.filter(({ source, target }) => {
      return !source.startsWith('0') && !target.endsWith('exited')
    })
    expect(inside).toHaveLength(wanted.length)
    for (const { source, target, people } of wanted) {
      expect(inside).toContainEqual({ source, target, people })
    }
  })
})

describe('flow (§8.6)', () => {
  const series = 'Home,Products,Add to cart,Products,Add to cart,Billing,Order Confirmation'
  const source = createMemorySource(
    series.split(',').map((page, i) => ({ person: 'a', time: i * 1000, fields: { page } })),
  )
  const askFlow = async (anchor: object, occurrence: string) => {
    const request = { kind: 'flow', dimension: 'page', container: 'session', anchor, occurrence }
    return ask<FlowResult>({ source }, request)
  }
  const nodes = ({ columns }: FlowResult, column: number) =>
    Object.fromEntries(
      columns.find((one) => one.column === column)!.nodes.map(({ item, paths }) => [item, paths]),
    )

  it('starts with every or the first occurrence', async () => {
    const every = await askFlow({ 'starts-with': { item: 'Add to cart' } }, 'every')
    expect(nodes(every, 0)).toEqual({ 'Add to cart': 2 })
    expect(nodes(every, 1)).toEqual({ Products: 1, Billing: 1 })
    const first = await askFlow({ 'starts-with': { item: 'Add to cart' } }, 'first')
    expect(nodes(first, 0)).toEqual({ 'Add to cart': 1 })
    expect(nodes(first, 1)).toEqual({ Products: 1 })
  })

  it('ends with every or the last occurrence', async () => {
    const every = await askFlow({ 'ends-with': { item: 'Add to cart' } }, 'every')
    expect(nodes(every, -1)).toEqual({ Products: 2 })
    const last = await askFlow({ 'ends-with': { item: 'Add to cart' } }, 'last')
    expect(nodes(last, -1)).toEqual({ Products: 1 })
  })
})

describe('values of lists', () => {
  const vectors = claimed('flow', 'adobe-cja-docs')
  it.each(vectors.cases)('$id', async ({ set, expected }) => {
    const world = worldOf(vectors, set!)
    const request = { kind: 'next-previous', dimension: 'products', item: 'shoes', limit: 9 }
    const { rows } = await ask<NextPreviousResult>({ source: world }, request)
    expect(rows.map(({ item }) => item).sort()).toEqual(expected['next_after_shoes'])
  })
})
