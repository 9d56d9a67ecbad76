import { parseText } from '../../../../../formula/parse.ts'
import { readTokens, type Token } from '../../../../../formula/tokens.ts'
import { ThroughlineError } from '../../../../../model/errors.ts'
import type { Formula } from '../../../../../model/formula.ts'

/** Something that is wrong in a text, from where to where. */
export interface Fault {
  readonly message: string
  readonly from: number
  readonly to: number
}

export type ReadText = { readonly tree: Formula } | { readonly fault: Fault }

/** The tree of a formula that is being written, or where it is wrong. What its names mean is not asked. */
export function readText(text: string, functions: readonly string[]): ReadText {
  try {
    return { tree: parseText(text, { functions, checkAttribution: () => undefined }) }
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const { position } = error.params as { readonly position?: number }
    return { fault: { message: error.message, ...placeAt(text, position ?? 0) } }
  }
}

/** The tokens of a text as far as they can be read. */
export function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  try {
    for (const token of readTokens(text)) tokens.push(token)
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
  }
  return tokens
}

/** The token at a position; the last character where the text ends too early. */
function placeAt(text: string, position: number) {
  const token = tokensIn(text).find((each) => each.position === position)
  const to = Math.max(token?.end ?? position + 1, position + 1)
  if (position >= text.length) return { from: Math.max(0, text.length - 1), to: text.length }
  return { from: position, to: Math.min(to, text.length) }
}

/** Where a text has what a message of the server names in quotes; all of it where it names nothing of it. */
export function placeFault(text: string, message: string): Fault {
  const named = tokensIn(text).find(
    ({ kind, text: name }) => kind === 'id' && message.includes(JSON.stringify(name)),
  )
  if (named === undefined) return { message, from: 0, to: text.length }
  return { message, from: named.position, to: named.end }
}
