import type { LakeClient } from '../../lake/client.ts'
import { type DatasetRecord, isUndecided, listLeaves } from '../../lake/datasets/index.ts'
import type { Field } from '../../model/answers/datasets.ts'
import type { OpenQuestion } from '../../model/answers/imports.ts'
import { isIdName } from '../../model/id-names.ts'
import type { Decimal, FileOptions } from '../../model/import-options.ts'
import { type Sampled, sampleRows } from '../sample.ts'
import type { OpenFile } from '../source.ts'
import { chooseDecimal, chooseDecimalOfNumbers } from './choose-decimal.ts'
import { countDecimals, type DecimalColumn } from './count-decimals.ts'
import { readAmount } from './locales.ts'
import { getOwn } from '../../model/own.ts'

/** What a source's first rows suggest, with what its amounts tell. */
interface SpelledDecimals {
  readonly sampled: Sampled
  /** Of fields whose numbers are none as they stand. */
  readonly decimals: Readonly<Record<string, Decimal>>
  /** Of fields that hold numbers and can be read in two ways. */
  readonly questions: readonly OpenQuestion[]
  /** Fields that stay texts because they can be read in two ways. */
  readonly open: readonly string[]
  readonly warnings: readonly string[]
}

type Judged = ReadonlyMap<string, ReturnType<typeof chooseDecimal>>

/**
 * Finds out which columns of texts are amounts as a locale writes them, `1.234,50` or `1,234.50`: as their
 * first values tell, or all of them where these can be read in two ways. What stays so is what somebody has
 * told, what earlier files have shown, or else a text.
 */
export async function spellDecimals(
  lake: LakeClient,
  source: OpenFile,
  record: DatasetRecord,
  sampled: Sampled,
  { types = {}, decimal: told }: FileOptions,
): Promise<SpelledDecimals> {
  const isNumber = (path: string) => (getOwn(types, path) ?? typeIn(record, path)) === 'number'
  const isNew = (path: string) =>
    getOwn(types, path) === undefined && typeIn(record, path) === undefined
  const isOfLocale = source.isUntyped === true && source.hasPlainNumbers !== true
  const mayGuess = ({ path }: Field) => isOfLocale && isNew(path) && !isIdName(path)
  const isTold = (path: string) => (told ?? getOwn(record.decimals ?? {}, path)) === 'comma'
  const asked = sampled.fields.filter((field) =>
    field.type === 'number'
      ? isOfLocale && isTold(field.path)
      : field.type === 'string' && (isNumber(field.path) || mayGuess(field)),
  )
  const judge = ({ path, ...counts }: DecimalColumn) => {
    const known = told ?? (isOfLocale ? getOwn(record.decimals ?? {}, path) : undefined)
    return isNumber(path) ? chooseDecimalOfNumbers(counts, known) : chooseDecimal(counts, known)
  }
  const first = await countDecimals(lake, source, pathsOf(asked), sampleRows)
  const open = first.filter((column) => judge(column) === 'open').map(({ path }) => path)
  const whole = open.length === 0 ? [] : await countDecimals(lake, source, open)
  const columns = new Map([...first, ...whole].map((column) => [column.path, column]))
  const judged: Judged = new Map([...columns].map(([path, column]) => [path, judge(column)]))
  const stillOpen = [...columns.values()].filter(({ path }) => judged.get(path) === 'open')
  return {
    sampled: { ...sampled, fields: sampled.fields.map((field) => withType(field, judged)) },
    decimals: decimalsOf(judged),
    questions: stillOpen.filter(({ path }) => isNumber(path)).map(askAbout),
    open: stillOpen.map(({ path }) => path).filter((path) => !isNumber(path)),
    warnings: await warnOfNumbers(lake, source, sampled, judged),
  }
}

/**
 * Judges numbers of a source by all their values, where what is known has left some unread. Undefined
 * when they are read as they should be.
 */
export async function respellDecimals(
  lake: LakeClient,
  source: OpenFile,
  record: DatasetRecord,
  paths: readonly string[],
): Promise<DatasetRecord | undefined> {
  const columns = paths.length === 0 ? [] : await countDecimals(lake, source, paths)
  const known = record.decimals ?? {}
  const found = columns.flatMap(({ path, ...counts }) => {
    const chosen = chooseDecimalOfNumbers(counts, getOwn(known, path))
    return isDecimalSign(chosen) && chosen !== getOwn(known, path) ? [[path, chosen] as const] : []
  })
  if (found.length === 0) return undefined
  return { ...record, decimals: { ...known, ...Object.fromEntries(found) } }
}

const pathsOf = (fields: readonly Field[]) => fields.map(({ path }) => path)

const typeIn = ({ fields }: DatasetRecord, path: string) =>
  listLeaves(fields.filter((field) => !isUndecided(field))).find((leaf) => leaf.path === path)?.type

const isDecimalSign = (chosen: unknown): chosen is Decimal =>
  chosen === 'comma' || chosen === 'point'

const withType = (field: Field, judged: Judged): Field =>
  isDecimalSign(judged.get(field.path)) ? { path: field.path, type: 'number' } : field

const decimalsOf = (judged: Judged) =>
  Object.fromEntries(
    [...judged].flatMap(([path, chosen]) => (isDecimalSign(chosen) ? [[path, chosen]] : [])),
  )

/** What a text means with each sign before the decimals. */
function readBoth(text: string) {
  const number = (locale: 'en' | 'de') => String(readAmount(text, [locale])[0]?.number)
  return { comma: number('de'), point: number('en') }
}

function askAbout({ path, example }: DecimalColumn): OpenQuestion {
  const { comma, point } = readBoth(example)
  return {
    field: path,
    option: 'decimal',
    question: `in ${path}, a sign stands before the decimals or between thousands, as in ${example}`,
    readings: [
      { assume: 'comma', means: comma },
      { assume: 'point', means: point },
    ],
  }
}

/** Numbers that would be others, if they were written as the amounts beside them are. */
async function warnOfNumbers(
  lake: LakeClient,
  source: OpenFile,
  { fields }: Sampled,
  judged: Judged,
): Promise<readonly string[]> {
  if (![...judged.values()].includes('comma')) return []
  const numbers = fields.filter(({ path, type }) => type === 'number' && !judged.has(path))
  const columns = await countDecimals(lake, source, pathsOf(numbers), sampleRows)
  return columns
    .filter((column) => chooseDecimal(column, 'comma') === 'comma')
    .map(({ path, example }) => {
      const { comma, point } = readBoth(example)
      return `${path} is read as it stands, beside amounts with a comma before their decimals: "${example}" is ${point}, and ${comma} with --decimal comma`
    })
}
