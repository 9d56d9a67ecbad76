import { z } from 'zod'
import { fieldPath } from './ids.ts'
import { scalarFieldType } from './schema.ts'
import { timeZone } from './time-zone.ts'

/** Answers to what a file can leave open: name and what it means. */
export const assumptions = {
  'day-first': '01/02/2024 is the 1st of February',
  'month-first': '01/02/2024 is the 2nd of January',
} as const

export type Assumption = keyof typeof assumptions

export const isAssumption = (name: string): name is Assumption => Object.hasOwn(assumptions, name)

const assumptionNames = Object.keys(assumptions) as [Assumption, ...Assumption[]]

/** As options and definitions give them. */
export const assume = z
  .array(z.enum(assumptionNames))
  .refine(
    (answers) => new Set(answers).size < 2,
    'contradicts itself: say day-first or month-first',
  )
  .optional()
  .meta({ description: 'answers to what files leave open' })

/** The sign before the decimals of a number. */
const decimal = z.enum(['comma', 'point'])

export type Decimal = z.output<typeof decimal>

/** The signs that a dataset's files have shown, by field. */
export const decimals = z
  .record(z.string(), decimal)
  .meta({ description: 'fields whose numbers are written `1.234,5` (comma) or `1,234.5` (point)' })

/** How a file is laid out, where that is not to be guessed. */
export const layoutOptions = z.strictObject({
  format: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'csv, tsv, json, parquet, …; by name and content unless told' }),
  delimiter: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'between the columns of text: one character, or `tab`' }),
  quote: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'around values of text: one character, or `none`' }),
  trim: z.boolean().optional().meta({
    description:
      'whether blanks beside delimiters are left out of texts; they are where they lay the text out: behind every delimiter, before quotes, in columns of one width',
  }),
  encoding: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'of text: utf-8, utf-16le, latin1, …' }),
  header: z.boolean().optional().meta({ description: 'whether the first row names the columns' }),
  headerRow: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'the row that names the columns, from 1; rows above it are titles' }),
  sheet: z.string().min(1).optional().meta({ description: 'of a workbook; the first unless told' }),
  rowsAt: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'where the rows are in a JSON document: `data.rows`, or `.`' }),
})

/** What a file’s columns are, where that is not to be guessed. */
const columnOptions = z.strictObject({
  types: z
    .record(fieldPath, scalarFieldType)
    .optional()
    .meta({ description: 'types of fields: `{ "zip": "string" }`' }),
  timestamp: fieldPath.optional().meta({
    description: 'the field of the rows’ time, or of its day and its time of day: `Date+Time`',
  }),
  timestampFormat: z.string().min(1).optional().meta({ description: 'how that time is written' }),
  timeZone: timeZone.optional().meta({ description: 'of times without offset; UTC unless told' }),
  personId: fieldPath.optional().meta({ description: 'the field that names the person' }),
  rowId: fieldPath
    .optional()
    .meta({ description: 'the field whose known values are not added again' }),
  parseJson: z
    .array(fieldPath)
    .optional()
    .meta({ description: 'columns of JSON texts, which become nested fields' }),
  decimal: decimal.optional().meta({
    description:
      'the sign before the decimals of numbers that can be read in two ways, such as 1.234 and 1,234: comma or point',
  }),
  assume,
})

/** Everything that can be said about a file instead of being guessed. */
export const importOptions = layoutOptions.extend(columnOptions.shape)

export type LayoutOptions = z.output<typeof layoutOptions>
export type FileOptions = z.output<typeof importOptions>
