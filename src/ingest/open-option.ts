import type { OpenQuestion } from '../model/answers/imports.ts'
import { ThroughlineError } from '../model/errors.ts'

/** An option of a file's layout that has to be told, with what it can be. */
export interface OpenOption extends OpenQuestion {
  readonly option: 'encoding' | 'rowsAt'
}

/** What a file that could not be opened asks for; undefined when an answer would not help. */
export function findOpenOption(error: unknown): OpenOption | undefined {
  if (!(error instanceof ThroughlineError)) return undefined
  if (error.is('import/ambiguous-encoding')) {
    const readings = error.params.readings.map(({ encoding, text }) => {
      return { assume: encoding, means: text }
    })
    return { option: 'encoding', question: 'its encoding is in doubt', readings }
  }
  if (!error.is('import/ambiguous-rows')) return undefined
  const readings = (error.params.allowed ?? []).map((place) => {
    return { assume: String(place), means: `the rows are at ${String(place)}` }
  })
  return { option: 'rowsAt', question: 'its rows can be in several places', readings }
}
