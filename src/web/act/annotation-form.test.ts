import { expect, it } from 'vitest'
import type { AnnotationDocument } from '../api/index.ts'
import {
  changesOf,
  freeAnnotationId,
  newForm,
  readForm,
  startOfInterval,
  writeForm,
} from './annotation-form.ts'

it.each([
  ['2026-11-12', '2026-11-12'],
  ['2026-11-12T14', '2026-11-12T14:00:00'],
  ['2026-11-12T14:05', '2026-11-12T14:05:00'],
  ['2026-11', '2026-11-01'],
  ['2026-Q4', '2026-10-01'],
  ['2026', '2026-01-01'],
  ['Paid search', undefined],
])('an interval %s begins at %s', (interval, start) => {
  expect(startOfInterval(interval)?.toString()).toBe(start)
})

it.each<Partial<AnnotationDocument>>([
  { start: '2026-11-12' },
  { start: '2026-11-12', end: '2026-11-15' },
  { start: '2026-11-12T14:00:00', end: '2026-11-12T16:30:00' },
  { start: '2026-11-12', color: 'green', tags: ['campaign', 'print'], owner: 'marketing' },
  { start: '2026-11-12', components: ['orders'], segments: ['buyers'], description: 'Half price' },
])('is written as it was read: %o', (more) => {
  const document = {
    kind: 'annotation' as const,
    id: 'sale',
    name: 'Sale',
    dataView: 'main',
    color: 'orange' as const,
    start: '2026-01-01',
    ...more,
  }
  const form = readForm(document, 'Europe/Berlin')
  expect(writeForm(form, 'sale', 'main')).toEqual(document)
})

it('names the last day, and the local time of an instant', () => {
  const days = { kind: 'annotation', id: 'a', start: '2026-11-12', end: '2026-11-15' } as const
  expect(readForm(days, 'UTC').end?.toString()).toBe('2026-11-14')
  const instant = { kind: 'annotation', id: 'a', start: '2026-11-12T23:30:00Z' } as const
  expect(readForm(instant, 'Europe/Berlin').start?.toString()).toBe('2026-11-13T00:30:00')
})

it('says nothing without a name', () => {
  expect(writeForm(newForm('2026-11-12'), 'a', 'main')).toBeNull()
  expect(writeForm({ ...newForm('?'), name: 'Sale' }, 'a', 'main')).toBeNull()
})

it('gets an id of its own', () => {
  expect(freeAnnotationId('Winter sale!', ['winter-sale'])).toBe('winter-sale-2')
  expect(freeAnnotationId('冬', [])).toBe('annotation')
})

it('changes nothing but what the form changed', () => {
  const document: AnnotationDocument = {
    kind: 'annotation',
    id: 'sale',
    start: '2026-11-12T14:00:00.5+05:00',
    end: '2026-11-13 10:00',
    components: [],
  }
  const form = readForm(document, 'Europe/Berlin')
  const change = (part: Partial<typeof form>) =>
    changesOf(document, form, { ...form, ...part }, 'main')
  expect(change({})).toEqual({})
  expect(change({ color: 'green' })).toEqual({ color: 'green' })
  expect(change({ isOfAll: false })).toEqual({ dataView: 'main' })
  expect(change({ end: null })).toEqual({ end: undefined })
  expect(change({ start: null })).toEqual({})
})
