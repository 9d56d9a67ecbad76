import { RE2JS } from 're2js'
import { ThroughlineError } from './errors.ts'
import type { Path } from './path.ts'

interface RegexOptions {
  /** What is compiled where it isn't the pattern as it was written. */
  readonly source?: string
  /** Yes when left out. */
  readonly caseSensitive?: boolean | undefined
  /** Where the pattern stands. */
  readonly path?: Path
}

/** A regular expression that a person wrote, in linear time. Errors: regex/invalid at `path`. */
export function compileRegex(
  pattern: string,
  { source = pattern, caseSensitive = true, path = [] }: RegexOptions = {},
): RE2JS {
  try {
    return RE2JS.compile(source, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ThroughlineError('regex/invalid', { pattern, reason }, path)
  }
}
