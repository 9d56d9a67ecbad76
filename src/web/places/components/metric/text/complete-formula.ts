import { printId } from '../../../../../formula/print.ts'

/** Something that can stand in a formula. */
export interface FormulaWord {
  readonly kind: 'metric' | 'function' | 'segment'
  readonly id: string
  readonly name: string
  readonly description?: string | undefined
}

/** The word that is being typed, from where to where. */
export interface TypedWord {
  readonly text: string
  readonly from: number
  readonly to: number
  /** Between square brackets only segments stand. */
  readonly isInBrackets: boolean
}

const before = /[\p{L}\p{N}_.-]*$/u
const after = /^[\p{L}\p{N}_.-]*/u

export function wordAt(text: string, caret: number): TypedWord {
  const start = before.exec(text.slice(0, caret))![0]
  const end = after.exec(text.slice(caret))![0]
  const from = caret - start.length
  const isInBrackets = text.lastIndexOf('[', from - 1) > text.lastIndexOf(']', from - 1)
  return { text: start, from, to: caret + end.length, isInBrackets }
}

const MOST = 8

/** Words whose id or name begins with what is typed, then those that have it anywhere. */
export function completeWord(
  { text, isInBrackets }: Pick<TypedWord, 'text' | 'isInBrackets'>,
  words: readonly FormulaWord[],
): readonly FormulaWord[] {
  const typed = text.toLocaleLowerCase()
  const possible = words.filter(({ kind }) => (kind === 'segment') === isInBrackets)
  const texts = ({ id, name }: FormulaWord) => [id, name].map((each) => each.toLocaleLowerCase())
  const begins = possible.filter((word) => texts(word).some((each) => each.startsWith(typed)))
  const has = possible.filter(
    (word) => !begins.includes(word) && texts(word).some((each) => each.includes(typed)),
  )
  return [...begins, ...has].slice(0, MOST)
}

export interface Completed {
  readonly text: string
  readonly caret: number
}

/** The text with a word in the place of what was typed; a function opens its bracket. */
export function insertWord(
  text: string,
  { from, to }: Pick<TypedWord, 'from' | 'to'>,
  word: FormulaWord,
): Completed {
  const { id, kind } = word
  const written = printId(id)
  const rest = text.slice(to)
  const opened = kind === 'function' && !rest.startsWith('(') ? `${written}(` : written
  return { text: text.slice(0, from) + opened + rest, caret: from + opened.length }
}
