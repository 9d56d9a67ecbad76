import { z } from 'zod'

/** A name or an IP address; nothing of a URL. */
export const host = z
  .string()
  .max(255)
  .regex(/^[^\s/@?#]+$/, 'a host’s name or IP address, without protocol and port')
  .meta({ description: 'its name or IP address' })

export const port = z.int().min(1).max(65_535)
