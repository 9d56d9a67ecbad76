import type { LakeClient } from '../../client.ts'
import { withRowsAside } from '../../rows-aside.ts'
import { ident, sql, value } from '../../sql.ts'
import { type Journey, valuesTable } from '../journey.ts'
import { noteTexts, siftTexts } from './known-texts.ts'
import type { RecentCodes } from './remembered.ts'

/** Beyond so many texts of a dictionary, what came lately is forgotten. */
const MOST_RECENT = 100_000

/** Texts by dictionary. */
export type TextsByField = ReadonlyMap<number, ReadonlySet<string>>

/** The codes of some texts, and what they change about the dictionaries. */
export interface GivenCodes {
  code(field: number, text: string): number
  readonly highestCodes: Readonly<Record<number, number>>
  /** How many texts had no code before. */
  readonly added: number
}

/** Forgets codes that are remembered where they are too many. */
export function trimCodes(recent: RecentCodes): void {
  for (const codes of recent.values()) if (codes.size > MOST_RECENT) codes.clear()
}

const recentOf = (recent: RecentCodes, field: number): Map<string, number> => {
  const codes = recent.get(field) ?? new Map<string, number>()
  recent.set(field, codes)
  return codes
}

/** Texts whose codes are not remembered, by dictionary. */
const listUnknown = (recent: RecentCodes, texts: TextsByField) =>
  [...texts].map(([field, all]): [number, string[]] => {
    const codes = recentOf(recent, field)
    return [field, [...all].filter((text) => !codes.has(text))]
  })

/** Remembers the codes of texts, of those that have one, for `giveCodes`: at most one statement. */
export async function findCodes(
  lake: LakeClient,
  journey: Journey,
  recent: RecentCodes,
  texts: TextsByField,
  fewestSifted?: number,
): Promise<void> {
  const asked: Text[] = []
  for (const [field, unknown] of listUnknown(recent, texts)) {
    const sifted = await siftTexts(lake, journey, field, unknown, fewestSifted)
    asked.push(...sifted.map((text) => ({ field, text })))
  }
  const found = await readCodes(lake, journey, asked)
  for (const { field, text, code } of found) recentOf(recent, field).set(text, code)
}

/**
 * Gives the next codes to those texts that have none, and writes these to the journey's values. All were looked for
 * before, see `findCodes`. The caller is the only one who gives codes.
 */
export async function giveCodes(
  lake: LakeClient,
  journey: Journey,
  recent: RecentCodes,
  texts: TextsByField,
): Promise<GivenCodes> {
  const highest: Record<number, number> = { ...journey.highestCodes }
  const added = listUnknown(recent, texts).flatMap(([field, unknown]) =>
    unknown.map((text) => {
      const code = (highest[field] ?? 0) + 1
      highest[field] = code
      recentOf(recent, field).set(text, code)
      return { field, text, code }
    }),
  )
  if (added.length > 0) {
    await writeCodes(lake, journey, added)
    await noteTexts(lake, journey, added)
  }
  return {
    code: (field, text) => (text === '' ? 0 : recentOf(recent, field).get(text)!),
    highestCodes: highest,
    added: added.length,
  }
}

interface Text {
  readonly field: number
  readonly text: string
}

interface Coded extends Text {
  readonly code: number
}

async function readCodes(
  lake: LakeClient,
  journey: Journey,
  asked: readonly Text[],
): Promise<readonly Coded[]> {
  if (asked.length === 0) return []
  const fields = value([...new Set(asked.map(({ field }) => field))], 'Array(UInt32)')
  const rows = asked.map(({ field, text }) => [field, text])
  return withRowsAside(lake, [sql`UInt32`, sql`String`], rows, (table) =>
    lake.query<Coded>(sql`
      SELECT field, value AS text, code FROM ${ident(valuesTable(journey))}
      WHERE field IN ${fields} AND value IN (SELECT c2 FROM ${table})
        AND (field, value) IN (SELECT c1, c2 FROM ${table})`),
  )
}

async function writeCodes(
  lake: LakeClient,
  journey: Journey,
  added: readonly Coded[],
): Promise<void> {
  const rows = added.map(({ field, code, text }) => [field, code, text])
  await withRowsAside(lake, [sql`UInt32`, sql`UInt32`, sql`String`], rows, (table) =>
    lake.command(sql`
      INSERT INTO ${ident(valuesTable(journey))} (field, code, value)
      SELECT c1, c2, c3 FROM ${table}`),
  )
}
