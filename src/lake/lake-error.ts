import { LakeError, type Retry } from '../model/errors.ts'

// Timeouts, memory, network, too many queries: ClickHouse/src/Common/ErrorCodes.cpp
const passing = new Set([159, 202, 209, 210, 241, 242, 252, 425, 999])

// The disk is full or not writable, an object may not be read: someone has to do something.
const forPeople = new Set([75, 76, 243, 497, 499, 516])

/** Whatever the engine threw, as a LakeError with its advice on trying again. */
export function asLakeError(thrown: unknown): LakeError {
  if (thrown instanceof LakeError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new LakeError(oneLine(message), { cause: thrown, retry: retryOf(readEngineCode(thrown)) })
}

function retryOf(code: number | undefined): Retry {
  if (code === undefined) return 'never'
  if (forPeople.has(code)) return 'after-user-action'
  return passing.has(code) ? 'later' : 'never'
}

/** Statements that failed are quoted at length in messages; the cause has all of it. */
function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return line.length > 500 ? `${line.slice(0, 499)}…` : line
}

/** ClickHouse's own number of an error, such as 60 for a table that is not there. */
export function readEngineCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined
  if (thrown instanceof LakeError) return readEngineCode(thrown.cause)
  const { clickhouseCode, code } = thrown as { clickhouseCode?: unknown; code?: unknown }
  if (typeof clickhouseCode === 'number') return clickhouseCode
  if (typeof code === 'string' && /^\d+$/.test(code)) return Number(code)
  const inMessage = /Code: (\d+)/.exec(thrown.message)
  return inMessage === null ? undefined : Number(inMessage[1])
}
