import { LakeError, ThroughlineError } from '../model/errors.ts'
import { readEngineCode } from '../lake/lake-error.ts'
import type { LocatedFile } from './source.ts'

/**
 * Runs work that reads a file; where ClickHouse finds it broken that is the caller's error.
 *
 * @throws ThroughlineError `import/unreadable`
 */
export async function reading<T>(file: LocatedFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const reason = thrown instanceof LakeError ? brokenFile[readEngineCode(thrown) ?? 0] : undefined
    if (reason === undefined) throw thrown
    throw new ThroughlineError('import/unreadable', { source: file.name, reason })
  }
}

const value = 'a value in it is not what its format says'
const tooShort = 'it ends before its format says it does'
const content = 'its content is not what its format says'
const packed = 'it is not compressed as its name says'
const empty = 'no columns can be found in it'
const foreign = 'it holds something that cannot be read'

// What reading a broken or absent source ends with: codes of ClickHouse/src/Common/ErrorCodes.cpp.
const brokenFile: Readonly<Record<number, string>> = {
  6: value,
  8: 'a column that its head names is missing',
  25: value,
  26: value,
  27: value,
  32: tooShort,
  33: tooShort,
  36: content,
  38: value,
  41: value,
  53: 'a column has another type than its head says',
  72: value,
  79: 'its name cannot be read',
  107: 'it is not there any more',
  117: content,
  271: packed,
  167: 'it is nested too deep',
  306: 'it is nested too deep',
  354: packed,
  432: packed,
  561: packed,
  608: content,
  636: empty,
  668: content,
  1000: foreign,
  1001: foreign,
  1002: foreign,
}
