import { isDiskFull } from '../model/disk-full.ts'
import { LakeError, type Retry } from '../model/errors.ts'

interface Failure {
  /** What people are told: the engine's own words stay in the cause, for the log. */
  readonly message: string
  readonly retry: Retry
}

const tooLong: Failure = { message: 'the lake took too long', retry: 'later' }
const tooMuch: Failure = { message: 'the lake has too little memory for this', retry: 'later' }
const tooMany: Failure = { message: 'the lake has too much to do', retry: 'later' }
const away: Failure = { message: 'the lake cannot be reached', retry: 'later' }
const full: Failure = { message: 'the disk is full or not writable', retry: 'after-user-action' }
const closed: Failure = { message: 'the lake refuses access', retry: 'after-user-action' }

// ClickHouse/src/Common/ErrorCodes.cpp
const failures: Readonly<Record<number, Failure>> = {
  75: full,
  76: full,
  159: tooLong,
  202: tooMany,
  209: away,
  210: away,
  241: tooMuch,
  242: { message: 'the lake can only be read at the moment', retry: 'later' },
  243: full,
  252: tooMany,
  425: away,
  497: closed,
  499: { message: 'the lake cannot read its store', retry: 'after-user-action' },
  516: closed,
  999: away,
}

/** Whatever the engine threw, as a LakeError with its advice on trying again. */
export function asLakeError(thrown: unknown): LakeError {
  if (thrown instanceof LakeError) return thrown
  const { message, retry } = isDiskFull(thrown) ? full : findFailure(readEngineCode(thrown))
  return new LakeError(message, { cause: thrown, retry })
}

function findFailure(code: number | undefined): Failure {
  if (code === undefined) return { message: 'the lake failed', retry: 'never' }
  return failures[code] ?? { message: `the lake failed (its code ${code})`, retry: 'never' }
}

// CANNOT_READ_ALL_DATA, CHECKSUM_DOESNT_MATCH, CANNOT_OPEN_FILE, FILE_DOESNT_EXIST, INCORRECT_DATA,
// NO_FILE_IN_DATA_PART, BAD_SIZE_OF_FILE_IN_DATA_PART, CORRUPTED_DATA, CANNOT_DECOMPRESS,
// UNKNOWN_COMPRESSION_METHOD, ATTEMPT_TO_READ_AFTER_EOF, SEEK_POSITION_OUT_OF_BOUND
const unreadable = [33, 40, 76, 107, 117, 226, 228, 246, 271, 89, 32, 82]

/** Whether files of a table are gone, or not as they were written. */
export const isOfUnreadableFiles = (thrown: unknown): boolean =>
  unreadable.includes(readEngineCode(thrown) ?? 0)

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
