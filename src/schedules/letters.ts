import type { Notice } from '../destinations/notice.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Letter } from '../notices/index.ts'
import type { SentTable } from './tables.ts'

type Tables = readonly SentTable[]

/**
 * What each recipient of a run is told, by their key: its tables, and why where one is held back from them. Whoever
 * gets the same gets what was made once. Errors: what the tables say.
 */
export function openLetters(
  read: () => Tables | Promise<Tables>,
  write: (tables: Tables) => Promise<Omit<Notice, 'id'>>,
): (key: string) => Promise<Letter> {
  const written = new Map<string, Omit<Notice, 'id'>>()
  let all: Tables | undefined
  return async (key) => {
    try {
      all ??= await read()
    } catch (error) {
      if (!(error instanceof ThroughlineError) || error.code !== 'policy/denied') throw error
      return { refusal: error.message }
    }
    const tables = all.map((each) => withheld(each, key))
    const reasons = all.flatMap(({ held }) => held.get(key) ?? [])
    if (reasons.length > 0 && tables.every(({ table }) => table === null)) {
      return { refusal: joinReasons(reasons) }
    }
    const digest = JSON.stringify(tables.map(({ table, warnings }) => table === null && warnings))
    const letter = written.get(digest) ?? (await write(tables))
    written.set(digest, letter)
    return letter
  }
}

/** All of them in one line, each once. */
export const joinReasons = (reasons: readonly string[]): string => [...new Set(reasons)].join('; ')

function withheld(sent: SentTable, key: string): SentTable {
  const reason = sent.held.get(key)
  return reason === undefined ? sent : { ...sent, table: null, range: null, warnings: [reason] }
}
