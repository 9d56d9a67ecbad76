import { describe, expect, it } from 'vitest'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import { readCanvasSettings } from './canvas-settings.ts'
import { nameParts } from './canvas-words.ts'
import {
  canConnect,
  connect,
  disconnect,
  dropOnCanvas,
  forgetPositions,
  nodeZone,
  placeNodes,
  removeNode,
  renameNode,
  zoneAfter,
} from './edit-canvas.ts'

const part = (item: string) => ({ dimension: 'page', item })
const settings = readCanvasSettings({
  nodes: ['a', 'b', 'c'].map((id) => ({ id, parts: [part(id)] })),
  arrows: [
    ['a', 'b'],
    ['b', 'c'],
    ['b', 'gone'],
  ],
})
const components = {
  dimensions: [],
  metrics: [{ id: 'orders', name: 'Orders', isStandard: false }],
  calculatedMetrics: [],
  segments: [],
  dateRanges: [],
} as unknown as ComponentList

describe('a canvas', () => {
  it('is read without what is wrong: arrows to nowhere, nodes without parts', () => {
    expect(settings.arrows).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
    const read = readCanvasSettings({ nodes: [{ id: 'a', parts: [] }, { id: 'b' }, 7] })
    expect(read).toMatchObject({ nodes: [], metric: 'people', container: 'person' })
  })

  it('has no circles, and no arrow twice', () => {
    expect(canConnect(settings.arrows, 'a', 'c')).toBe(true)
    expect(canConnect(settings.arrows, 'c', 'a')).toBe(false)
    expect(canConnect(settings.arrows, 'a', 'a')).toBe(false)
    expect(canConnect(settings.arrows, 'a', 'b')).toBe(false)
    expect(connect(settings, 'c', 'a')).toBe(settings)
    expect(disconnect(connect(settings, 'a', 'c'), ['a', 'c'])).toEqual(settings)
  })

  it('loses the arrows of a node with the node', () => {
    const left = removeNode(settings, 'b')
    expect(left.nodes.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(left.arrows).toEqual([])
  })

  it('calls nodes by their parts as they are combined, until they have a name', () => {
    const parts = [part('Home'), { metric: 'orders' }, part('Cart')]
    expect(nameParts(parts, components)).toBe('Home or Cart and Orders')
    const named = renameNode(settings, 'a', 'Start')
    expect(named.nodes[0]).toMatchObject({ name: 'Start' })
    expect(renameNode(named, 'a', '')).toEqual(settings)
  })

  it('keeps where nodes are put, and forgets it', () => {
    const placed = placeNodes(settings, new Map([['b', { x: 1.4, y: 2.6 }]]))
    expect(placed.nodes.map(({ position }) => position)).toEqual([
      undefined,
      { x: 1, y: 3 },
      undefined,
    ])
    expect(forgetPositions(placed)).toEqual(settings)
  })

  it('takes what one event can be, beside or after what is there', () => {
    const order = { kind: 'metric', id: 'orders', name: 'Orders' } as const
    const after = dropOnCanvas(settings, order, zoneAfter('c'), components)
    const added = after?.nodes.at(-1)
    expect(added?.parts).toEqual([{ metric: 'orders' }])
    expect(after?.arrows.at(-1)).toEqual(['c', added?.id])
    expect(dropOnCanvas(settings, order, nodeZone, components)?.arrows).toEqual(settings.arrows)
    const rate = { kind: 'metric', id: 'rate', name: 'A calculated one' } as const
    expect(dropOnCanvas(settings, rate, nodeZone, components)).toBeNull()
    const page = { kind: 'dimension', id: 'page', name: 'Page' } as const
    expect(dropOnCanvas(settings, page, nodeZone, components)).toBeNull()
  })
})
