import type { Token } from '../../../../../formula/tokens.ts'
import { tokensIn } from './read-text.ts'

/** A stretch of a formula’s text, and what stands there. */
export interface ColoredToken {
  readonly from: number
  readonly to: number
  readonly is: 'metric' | 'function' | 'segment' | 'number' | 'json' | 'sign'
}

/** What each part of a text is, as far as it can be read. */
export function colorTokens(text: string): readonly ColoredToken[] {
  const tokens = tokensIn(text).filter(({ kind }) => kind !== 'end')
  let isInBrackets = false
  return tokens.map((token, i) => {
    if (token.kind === 'symbol' && token.text === '[') isInBrackets = true
    if (token.kind === 'symbol' && token.text === ']') isInBrackets = false
    const is = kindOf(token, tokens[i + 1], isInBrackets)
    return { from: token.position, to: token.end, is }
  })
}

function kindOf(
  { kind }: Token,
  next: Token | undefined,
  isInBrackets: boolean,
): ColoredToken['is'] {
  if (kind === 'number' || kind === 'json') return kind
  if (kind !== 'id') return 'sign'
  if (isInBrackets) return 'segment'
  return next?.kind === 'symbol' && next.text === '(' ? 'function' : 'metric'
}
