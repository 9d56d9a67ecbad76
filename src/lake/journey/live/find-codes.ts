import type { LakeClient } from '../../client.ts'
import { ident, sql, value } from '../../sql.ts'
import { type Journey, valuesTable } from '../journey.ts'
import type { RecentCodes } from './remembered.ts'

/** Beyond so many texts of a dictionary, what came lately is forgotten. */
const MOST_RECENT = 100_000

/** Texts by dictionary. */
export type TextsByField = ReadonlyMap<number, ReadonlySet<string>>

/** The codes of some texts, and what they change about the dictionaries. */
export interface FoundCodes {
  code(field: number, text: string): number
  readonly highestCodes: Readonly<Record<number, number>>
  /** How many texts had no code before. */
  readonly added: number
}

/**
 * Finds the codes of texts, gives the next ones to those without, and writes these to the journey's values:
 * at most two statements. The caller is the only one who gives codes.
 */
export async function findCodes(
  lake: LakeClient,
  journey: Journey,
  recent: RecentCodes,
  texts: TextsByField,
): Promise<FoundCodes> {
  const recentOf = (field: number) => recent.get(field) ?? new Map<string, number>()
  for (const field of texts.keys()) {
    const codes = recentOf(field)
    recent.set(field, codes.size > MOST_RECENT ? new Map() : codes)
  }
  const isUnknown = ({ field, text }: Text) => !recentOf(field).has(text)
  for (const { field, text, code } of await readCodes(
    lake,
    journey,
    listTexts(texts).filter(isUnknown),
  ))
    recentOf(field).set(text, code)
  const highest: Record<number, number> = { ...journey.highestCodes }
  const added = listTexts(texts)
    .filter(isUnknown)
    .map(({ field, text }) => {
      const code = (highest[field] ?? 0) + 1
      highest[field] = code
      recentOf(field).set(text, code)
      return { field, text, code }
    })
  if (added.length > 0) await writeCodes(lake, journey, added)
  return {
    code: (field, text) => (text === '' ? 0 : recentOf(field).get(text)!),
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

const listTexts = (texts: TextsByField): readonly Text[] =>
  [...texts].flatMap(([field, all]) => [...all].map((text) => ({ field, text })))

async function readCodes(
  lake: LakeClient,
  journey: Journey,
  texts: readonly Text[],
): Promise<readonly Coded[]> {
  const asked = texts.filter(({ field }) => (journey.highestCodes[field] ?? 0) > 0)
  if (asked.length === 0) return []
  return lake.query<Coded>(sql`
    SELECT field, value AS text, code FROM ${ident(valuesTable(journey))}
    WHERE value IN ${value(
      asked.map(({ text }) => text),
      'Array(String)',
    )}
      AND (field, value) IN (SELECT arrayJoin(arrayZip(
        ${value(
          asked.map(({ field }) => field),
          'Array(UInt32)',
        )},
        ${value(
          asked.map(({ text }) => text),
          'Array(String)',
        )})))`)
}

async function writeCodes(
  lake: LakeClient,
  journey: Journey,
  added: readonly Coded[],
): Promise<void> {
  await lake.command(sql`
    INSERT INTO ${ident(valuesTable(journey))} (field, code, value)
    SELECT tupleElement(_t, 1), tupleElement(_t, 2), tupleElement(_t, 3)
    FROM (SELECT arrayJoin(arrayZip(
      ${value(
        added.map(({ field }) => field),
        'Array(UInt32)',
      )},
      ${value(
        added.map(({ code }) => code),
        'Array(UInt32)',
      )},
      ${value(
        added.map(({ text }) => text),
        'Array(String)',
      )})) AS _t)`)
}
