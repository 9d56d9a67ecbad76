import { z } from 'zod'

const place = z
  .string()
  .max(10_000)
  .regex(/^\//, 'a path begins with /')
  .meta({ description: 'JSON pointer; panels and visualizations by their ids' })

const value = z.unknown()

/** One operation of a JSON Patch (RFC 6902). */
export const patch = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path: place, value }),
  z.strictObject({ op: z.literal('remove'), path: place }),
  z.strictObject({ op: z.literal('replace'), path: place, value }),
  z.strictObject({ op: z.literal('move'), from: place, path: place }),
  z.strictObject({ op: z.literal('copy'), from: place, path: place }),
  z.strictObject({ op: z.literal('test'), path: place, value }),
])

export type Patch = z.infer<typeof patch>
