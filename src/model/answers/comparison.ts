import { z } from 'zod'
import { dateRangeRef } from '../date-ranges.ts'
import { componentId } from '../ids.ts'
import { figure, item } from '../result.ts'
import type { AnswerOf } from './answer.ts'

/** A request whose number is compared with that of another range. */
export const comparisonQuestion = z
  .strictObject({
    request: z
      .record(z.string(), z.unknown())
      .meta({ description: 'of the report, with the place of the number as `explain`' }),
    comparedWith: dateRangeRef,
    by: componentId.optional().meta({
      description: 'the dimension whose items are told; the one that moved most unevenly, if none',
    }),
    items: z.number().int().positive().max(50).default(5).meta({ description: 'how many' }),
  })
  .meta({ id: 'ComparisonQuestion' })

/** A factor in both ranges, and what its change makes of the difference. */
export const cause = z
  .strictObject({ name: z.string(), before: figure, now: figure, effect: z.number() })
  .meta({ id: 'Cause' })

const moved = { before: figure, now: figure, effect: z.number() }

export const movedItem = z
  .strictObject({
    item,
    label: z.string().optional(),
    ...moved,
    mix: z.number().optional().meta({
      description: 'of a rate: because the item is a larger or smaller part of what is divided by',
    }),
    rate: z
      .number()
      .optional()
      .meta({ description: 'of a rate: because the rate of the item is another one' }),
  })
  .meta({ id: 'MovedItem' })

/**
 * A difference and where it comes from. The effects of the causes add up to it, and so do those of the
 * items, the others and what is counted under several items.
 */
export const comparison = z
  .strictObject({
    range: z.strictObject({ start: z.string(), end: z.string() }),
    now: figure,
    value: figure.meta({ description: 'in the range that it is compared with' }),
    difference: figure.meta({ description: 'now − value' }),
    split: z.string().meta({ description: 'what the difference is split into, in words' }),
    causes: z.strictObject({
      people: cause.optional(),
      rate: cause.optional(),
      value: cause.optional(),
      numerator: cause.optional(),
      denominator: cause.optional(),
    }),
    dimension: z.string().nullable().meta({ description: 'of the items' }),
    items: z.array(movedItem),
    others: z.strictObject({ items: z.number(), effect: z.number() }).nullable(),
    overlap: z.number().meta({
      description: 'what is counted under several items, or under none, and once in the whole',
    }),
    withoutItems: z.string().optional().meta({ description: 'why no items are told' }),
  })
  .meta({ id: 'Comparison' })

export type ComparisonQuestion = z.output<typeof comparisonQuestion>
export type Cause = AnswerOf<typeof cause>
export type Causes = Comparison['causes']
export type MovedItem = AnswerOf<typeof movedItem>
export type Comparison = AnswerOf<typeof comparison>
