import { z } from 'zod'

/** A line through the values of a series at x = 1, 2, 3 …, by least squares. semantics §8.9 */
export const trendLineKind = z
  .union([
    z.enum(['linear', 'logarithmic', 'exponential', 'power', 'quadratic', 'moving-average']),
    z.strictObject({ movingAverage: z.number().int().min(2) }),
  ])
  .meta({
    description:
      'a + bx, a + b·log x, a·e^(bx), a·x^b, a + bx + cx², or the mean of so many last values, of a season without a number; e^ and ^b need values above zero',
  })

export type TrendLineKind = z.infer<typeof trendLineKind>
