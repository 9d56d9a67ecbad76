import { ThroughlineError } from '../model/errors.ts'

export type Token = {
  readonly kind: 'number' | 'id' | 'json' | 'symbol' | 'end'
  /** As written; the id itself where it stands in backticks. */
  readonly text: string
  readonly quoted: boolean
  /** Index of the first character, from 0. */
  readonly position: number
  /** Index after the last character. */
  readonly end: number
}

const space = /\s+/uy
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const id = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/uy
const quoted = /`((?:[^`]|``)*)`/uy
const symbol = /<=|>=|<>|!=|==|[-+*/^()[\],<>=×÷−]/uy

/** Whether an id can be written without backticks. */
export const isBareId = (text: string): boolean =>
  text !== '' && match(id, text, 0) === text && tokenAt(text, 0)?.kind === 'id'

/** The tokens of a formula, closed by one of kind `end`. Errors: `formula/syntax`. */
export const tokenize = (source: string): readonly Token[] => [...readTokens(source)]

/** The same one after the other: those before a fault are given before it is thrown. */
export function* readTokens(source: string): Generator<Token> {
  let position = match(space, source, 0).length
  while (position < source.length) {
    const token = tokenAt(source, position)
    if (token === undefined) {
      throw describeSyntaxError(
        source,
        position,
        `${JSON.stringify(source[position])} means nothing here`,
      )
    }
    const { length, ...read } = token
    const end = position + length
    yield { quoted: false, ...read, position, end }
    position = end + match(space, source, end).length
  }
  const { length } = source
  yield { kind: 'end', text: '', quoted: false, position: length, end: length }
}

type Read = Pick<Token, 'kind' | 'text'> & { readonly length: number; readonly quoted?: boolean }

function tokenAt(source: string, position: number): Read | undefined {
  const name = match(id, source, position)
  const digits = match(number, source, position)
  if (digits !== '' && (digits.length >= name.length || !/[\p{L}_]/u.test(name))) {
    return { kind: 'number', text: digits, length: digits.length }
  }
  if (name !== '') return { kind: 'id', text: name, length: name.length }
  const inTicks = match(quoted, source, position)
  if (inTicks !== '') {
    const text = inTicks.slice(1, -1).replaceAll('``', '`')
    return { kind: 'id', text, length: inTicks.length, quoted: true }
  }
  if (source[position] === '{') return jsonAt(source, position)
  const sign = match(symbol, source, position)
  return sign === '' ? undefined : { kind: 'symbol', text: sign, length: sign.length }
}

function match(pattern: RegExp, source: string, position: number): string {
  pattern.lastIndex = position
  return pattern.exec(source)?.[0] ?? ''
}

const jsonPart = /"(?:[^"\\]|\\.)*"|[{}]|[^"{}]+/gsuy

/** Up to the brace that closes the one at `position`. */
function jsonAt(source: string, position: number): Read {
  let depth = 0
  let end = position
  while (end < source.length) {
    const part = match(jsonPart, source, end)
    if (part === '') break
    end += part.length
    depth += Number(part === '{') - Number(part === '}')
    if (depth === 0) {
      return { kind: 'json', text: source.slice(position, end), length: end - position }
    }
  }
  throw describeSyntaxError(source, position, 'this brace is not closed')
}

/** Names the line and column (from 1) of a character. */
export function describeSyntaxError(
  source: string,
  position: number,
  what: string,
): ThroughlineError {
  const place = locatePosition(source, position)
  const reason = `${what} (line ${place.line}, column ${place.column})`
  return new ThroughlineError('formula/syntax', { reason, ...place })
}

export function locatePosition(source: string, position: number) {
  const before = source.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, position }
}
