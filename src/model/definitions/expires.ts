import { z } from 'zod'

/** From when on something does not happen by itself any more. */
export const expires = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
