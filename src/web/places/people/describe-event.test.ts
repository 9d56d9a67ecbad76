import { describe, expect, it } from 'vitest'
import { describeEvent } from './describe-event.ts'

const component = (id: string, more: object = {}) => ({ id, name: id, isStandard: false, ...more })
const components = {
  dimensions: [component('page'), component('device'), component('channel'), component('tags')],
  metrics: [
    component('orders'),
    component('revenue', { format: { type: 'currency', currency: 'EUR' } }),
    component('people', { isStandard: true }),
  ],
}

const event = {
  session: 1,
  dimensions: { page: 'Cart', device: 'Phone', channel: 'Email', tags: ['a', 'b'] },
  metrics: { orders: 1, revenue: 40, people: 1 },
}

describe('an event in a line', () => {
  it('is called by its first value, and has the others behind it', () => {
    expect(describeEvent(event, undefined, components)).toEqual({
      title: 'Cart',
      values: ['Phone', 'Email', 'a, b'],
      metrics: ['orders', 'revenue €40.00'],
    })
  })

  it('leaves out what was kept from other events, and what the event before it had', () => {
    const before = { ...event, dimensions: { device: 'Phone', page: 'Cart' } }
    const line = describeEvent({ ...event, carried: ['channel'] }, before, components)
    expect(line).toMatchObject({ title: 'Cart', values: ['a, b'] })
    const elsewhere = { ...before, session: 2 }
    expect(describeEvent(event, elsewhere, components).values).toContain('Phone')
  })

  it('has no title where nothing is set on it', () => {
    const bare = { session: 1, dimensions: { page: '', device: null }, metrics: {} }
    expect(describeEvent(bare, undefined, components)).toEqual({
      title: null,
      values: [],
      metrics: [],
    })
  })
})
