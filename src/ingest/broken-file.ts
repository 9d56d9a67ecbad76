import { LakeError, ThroughlineError } from '../model/errors.ts'
import { readEngineCode } from '../lake/lake-error.ts'
import type { SourceFile } from './source.ts'

/**
 * Runs work that reads a file; what ClickHouse says about a broken file becomes the caller's error.
 *
 * @throws ThroughlineError `import/unreadable`
 */
export async function reading<T>(file: SourceFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof LakeError) || !brokenFile.has(readEngineCode(thrown) ?? 0)) throw thrown
    throw new ThroughlineError('import/unreadable', { source: file.name, reason: said(thrown) })
  }
}

/** What ClickHouse says, without where it was when it said so. */
function said({ message }: LakeError): string {
  const [line = ''] = message.replace(/^Code: \d+\. DB::Exception: /, '').split('\n', 1)
  return line.split(
    /:? (?:While (?:reading|executing)|while executing|\(in file\/uri)|: In scope |\. You can allow /,
  )[0]!
}

// Codes of ClickHouse/src/Common/ErrorCodes.cpp that reading a broken or absent source ends with.
const brokenFile = new Set([
  6, 8, 25, 26, 27, 32, 33, 36, 38, 41, 53, 72, 79, 86, 107, 117, 198, 210, 271, 354, 432, 483, 499,
  561, 608, 636, 668, 1000, 1001, 1002,
])
