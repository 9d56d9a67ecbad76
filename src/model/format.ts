import { z } from 'zod'

export const polarity = z.enum(['good', 'bad'])

/** How numbers are displayed; results are never rounded. semantics §3.4 */
export const numberFormat = z
  .strictObject({
    type: z.enum(['decimal', 'time', 'percent', 'currency']),
    decimals: z.number().int().min(0).max(10).optional(),
    currency: z.string().length(3).optional().meta({ description: 'ISO 4217' }),
    upIs: polarity
      .optional()
      .meta({ description: 'whether a rise is good, as it is when left out' }),
  })
  .refine(({ type, currency }) => currency === undefined || type === 'currency', {
    message: 'only the type currency has a currency',
    path: ['currency'],
  })

/** How the items of a date dimension are grouped and displayed. semantics §3.4 */
export const dateFormat = z.strictObject({
  type: z.literal('date'),
  granularity: z.enum([
    'second',
    'minute',
    'hour',
    'day',
    'week',
    'month',
    'quarter',
    'year',
    'minute-of-hour',
    'minute-of-day',
    'hour-of-day',
    'day-of-week',
    'day-of-month',
    'day-of-year',
    'week-of-year',
    'month-of-year',
    'quarter-of-year',
  ]),
  pattern: z.string().min(1).optional().meta({
    description:
      'how items are displayed, such as MMMM D, YYYY or HH:mm; texts in brackets stay as they are',
  }),
})

/** How the items of a boolean dimension are called; one without a label stays as it is. semantics §3.4 */
export const booleanFormat = z
  .strictObject({
    type: z.literal('boolean'),
    true: z.string().min(1).optional().meta({ description: 'the item of true, such as Yes' }),
    false: z.string().min(1).optional().meta({ description: 'the item of false, such as No' }),
  })
  .refine((format) => format.true === undefined || format.true !== format.false, {
    message: 'true and false need different labels',
    path: ['false'],
  })

export type Polarity = z.infer<typeof polarity>
export type NumberFormat = z.infer<typeof numberFormat>
export type DateFormat = z.infer<typeof dateFormat>
export type BooleanFormat = z.infer<typeof booleanFormat>
