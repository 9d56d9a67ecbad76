import type { OpenQuestion } from '../model/answers/imports.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { SourceFile } from './source.ts'

/** What a file leaves open has to be answered. @throws ThroughlineError `import/ambiguous` */
export function refuseQuestions(
  { name }: SourceFile,
  questions: readonly OpenQuestion[] = [],
): void {
  const [open] = questions
  if (open === undefined) return
  const readings = open.readings.map(({ assume, means }) => `${assume} (${means})`)
  const option = open.option ?? 'assume'
  const params = { source: name, question: open.question, readings }
  throw new ThroughlineError('import/ambiguous', params, [option])
}
