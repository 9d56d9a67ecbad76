import { z } from 'zod'

/** Which demo company is made; numbers may be texts, as in an address. */
export const demoSettings = z.object({
  people: z.coerce
    .number()
    .int()
    .positive()
    .max(5_000_000)
    .optional()
    .meta({ description: 'about fifty events each; 20,000 unless told' }),
  seed: z.coerce
    .number()
    .int()
    .optional()
    .meta({ description: 'another company of the same kind' }),
  day: z.iso.date().optional().meta({ description: 'the data ends before it; today unless told' }),
})
