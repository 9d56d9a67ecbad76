import { type Sql, sql } from '../../lake/sql.ts'
import type { Field } from '../../model/answers/datasets.ts'
import type { Reading } from '../source.ts'
import { isIdName } from '../../model/id-names.ts'
import { isCode, isWideInteger } from './codes.ts'
import { asText, readNumber } from './convert.ts'
import { readListElements } from './elements.ts'
import { type ReadValue, readField } from './read-field.ts'
import { readElements, readPath } from './read-path.ts'
import { saysNone } from './says-none.ts'
import { type Spelling, type Spellings, spellingOf, withinList } from './spellings.ts'

/** How many values of a row, at the path of a number, are more than that number. */
export interface TextCount {
  readonly path: string
  /** Numbers that are written as codes are, and ids with blanks around them. */
  readonly codes: Sql
  /** Texts that are no number, nor say that there is none. */
  readonly words: Sql
}

/** The counts of all numbers, in lists too. */
export function countTexts(
  fields: readonly Field[],
  read: ReadValue,
  spellings: Spellings,
): readonly TextCount[] {
  return fields.flatMap((field) => {
    const reading = readField(read, field, fields)
    return reading === undefined ? [] : countInField(reading, field, spellings)
  })
}

function countInField(reading: Reading, field: Field, spellings: Spellings): readonly TextCount[] {
  if (field.type === 'list') return countInList(reading, field, spellings)
  if (field.type !== 'number') return []
  const tests = testText(reading, spellingOf(spellings, field.path), isIdName(field.path))
  return [{ path: field.path, ...tests }]
}

function countInList(
  reading: Reading,
  field: Field & { readonly type: 'list' },
  spellings: Spellings,
): readonly TextCount[] {
  const elements = readListElements(reading, field)
  if (elements === undefined) return []
  const element = { expression: sql`e`, shape: elements.shape }
  const read: ReadValue = (child) => readPath(readElements(element), child)
  const inElements =
    'of' in field
      ? countInField(element, { path: '', type: field.of }, spellings)
      : countTexts(field.children, read, withinList(spellings, field.path))
  const sum = (count: Sql) => sql`arraySum(e -> ${count}, ${elements.expression})`
  return inElements.map(({ path, codes, words }) => ({
    path: path === '' ? field.path : `${field.path}.${path}`,
    codes: sum(codes),
    words: sum(words),
  }))
}

function testText(
  { expression, shape }: Reading,
  { decimal }: Spelling,
  isId: boolean,
): Omit<TextCount, 'path'> {
  if (shape.kind === 'number') {
    const isWide = 'isWideInteger' in shape && shape.isWideInteger === true
    return { codes: isWide ? sql`ifNull(${isWideInteger(expression)}, 0)` : sql`0`, words: sql`0` }
  }
  const whole = sql`ifNull(${asText(expression, shape)}, '')`
  const text = sql`trimBoth(${whole})`
  const isWord = sql`isNull(${readNumber(text, decimal)}) AND NOT ${saysNone(text)}`
  const codes = isId
    ? sql`(${mayBeCode(text)} OR (${text} != '' AND ${whole} != ${text}))`
    : mayBeCode(text)
  return { codes: sql`toUInt8(${codes})`, words: sql`toUInt8(${isWord})` }
}

/** Most numbers begin with another digit than 0 and are short: no pattern has to look at them. */
const mayBeCode = (text: Sql): Sql =>
  sql`toUInt8(if(${text} >= '1' AND ${text} < ':' AND length(${text}) < 16 AND positionCaseInsensitive(${text}, 'e') = 0, 0, ${isCode(text)}))`
