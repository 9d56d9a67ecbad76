import { expect, it } from 'vitest'
import { ThroughlineError } from '../model/errors.ts'
import { openLetters } from './letters.ts'
import type { SentTable } from './tables.ts'

const table = (name: string, held: Readonly<Record<string, string>> = {}): SentTable => ({
  ...{ name, range: null, warnings: [], held: new Map(Object.entries(held)) },
  table: { name, columns: [], rows: [] } as unknown as SentTable['table'],
})

function openFor(read: () => readonly SentTable[]) {
  const written: (readonly SentTable[])[] = []
  const letterTo = openLetters(read, async (tables) => {
    written.push(tables)
    return { subject: String(written.length), text: '', html: '', files: [], data: {} }
  })
  return { letterTo, written }
}

it('whoever gets the same gets what was made once, and others what is theirs', async () => {
  const both = [table('all'), table('some', { 'email a': 'not by mail', 'email b': 'not by mail' })]
  const { letterTo, written } = openFor(() => both)
  const subjects: unknown[] = []
  for (const key of ['email a', 'destination hook', 'email b', 'destination other']) {
    subjects.push(await letterTo(key))
  }
  expect(subjects).toMatchObject([1, 2, 1, 2].map((subject) => ({ subject: String(subject) })))
  expect(written).toMatchObject([
    [{ name: 'all' }, { name: 'some', table: null, warnings: ['not by mail'] }],
    [{ name: 'all' }, { name: 'some', table: { name: 'some' } }],
  ])
})

it('whoever may get no table is refused with each reason once; the others get theirs', async () => {
  const { letterTo, written } = openFor(() => [
    table('one', { 'email a': 'no mail' }),
    table('two', { 'email a': 'no mail' }),
  ])
  expect(await letterTo('email a')).toEqual({ refusal: 'no mail' })
  expect(await letterTo('destination hook')).toMatchObject({ subject: '1' })
  expect(written).toHaveLength(1)
})

it('a policy that came since and holds all of it back refuses everybody; other failures are told', async () => {
  const denied = openFor(() => {
    throw new ThroughlineError('policy/denied', { reason: 'no export' })
  })
  expect(await denied.letterTo('email a')).toEqual({
    refusal: expect.stringContaining('no export') as string,
  })
  const unknown = openFor(() => {
    throw new ThroughlineError('definition/unknown-id', { kind: 'project', id: 'p', allowed: [] })
  })
  await expect(unknown.letterTo('email a')).rejects.toThrow('"p"')
})
