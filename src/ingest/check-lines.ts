import { readLimit } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { SourceFile } from './source.ts'

const MB = 1_000_000

/**
 * Refuses a text whose rows are lines where one is too long to be held in memory.
 *
 * @throws ThroughlineError `import/line-too-long`
 */
export function checkLines({ name: source, survey }: Pick<SourceFile, 'name' | 'survey'>): void {
  const limit = readLimit('line-mb')
  if (survey === undefined || survey.longestLineBytes <= limit * MB) return
  throw new ThroughlineError('import/line-too-long', { source, limit })
}
