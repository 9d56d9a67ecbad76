import { letOthersIn } from './let-others-in.ts'

/** Each value as JSON on a line of its own; others are let in between. */
export async function printLines(values: readonly unknown[]): Promise<string> {
  const lines: string[] = []
  for (const value of values) {
    lines.push(JSON.stringify(value))
    await letOthersIn()
  }
  return lines.join('\n')
}
