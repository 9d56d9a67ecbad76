import { LakeError } from '../model/errors.ts'

// Timeouts, memory, network, too many queries: ClickHouse/src/Common/ErrorCodes.cpp
const passing = new Set([159, 202, 209, 210, 241, 242, 252, 425, 999])

/** Whatever the engine threw, as a LakeError with its advice on trying again. */
export function asLakeError(thrown: unknown): LakeError {
  if (thrown instanceof LakeError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const code = engineCodeOf(thrown)
  const retry = code !== undefined && passing.has(code) ? 'later' : 'never'
  return new LakeError(message, { cause: thrown, retry })
}

/** ClickHouse's own number of an error, such as 60 for a table that is not there. */
export function engineCodeOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined
  if (thrown instanceof LakeError) return engineCodeOf(thrown.cause)
  const { clickhouseCode, code } = thrown as { clickhouseCode?: unknown; code?: unknown }
  if (typeof clickhouseCode === 'number') return clickhouseCode
  if (typeof code === 'string' && /^\d+$/.test(code)) return Number(code)
  const inMessage = /Code: (\d+)/.exec(thrown.message)
  return inMessage === null ? undefined : Number(inMessage[1])
}
