import { PERSON } from '../journey.ts'
import type { TextsByField } from './find-codes.ts'
import type { FoundOwners } from './find-owners.ts'
import type { Appended, AppendedRow } from './read-appended.ts'

/** How often the most frequent one of some ids is there. */
export function countMost(ids: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts.values()].reduce((most, count) => Math.max(most, count), 0)
}

/** The texts of rows that are kept, by dictionary. */
export function collectTexts(
  read: readonly Appended[],
  kept: readonly (readonly AppendedRow[])[],
): TextsByField {
  const texts = new Map<number, Set<string>>()
  const note = (field: number, text: unknown): void => {
    if (Array.isArray(text)) {
      for (const item of text) note(field, item)
    } else if (text !== '') {
      const all = texts.get(field) ?? new Set()
      texts.set(field, all.add(text as string))
    }
  }
  for (const [index, { fields }] of read.entries()) {
    for (const { known, persistent, values } of kept[index]!) {
      note(PERSON, known)
      note(PERSON, persistent)
      for (const [at, field] of fields.entries()) {
        if (field.type === 'string') note(field.id, values[at])
      }
    }
  }
  return texts
}

/** With more texts for the dictionary of persons. */
export function joinTexts(texts: TextsByField, persons: Iterable<string>): TextsByField {
  const own = new Set([...(texts.get(PERSON) ?? []), ...persons])
  own.delete('')
  return new Map([...texts, [PERSON, own]])
}

/** Persons that rows are given, or that earlier ones are. */
export function listOwners(
  kept: readonly (readonly AppendedRow[])[],
  { person, moved }: FoundOwners,
): ReadonlySet<string> {
  const ofRows = kept.flatMap((rows, index) => rows.map((row) => person(index, row)))
  const ofMoved = [...moved.values()].flat().flatMap(({ stretches }) => stretches)
  const all = new Set([...ofRows, ...ofMoved.map((stretch) => stretch.person)])
  all.delete('')
  return all
}
