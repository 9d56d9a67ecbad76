import { z } from 'zod'
import { show } from './show.ts'

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The IANA name of a time zone: `Europe/Berlin`. */
export const timeZone = z
  .string()
  .refine(isTimeZone, {
    error: (issue) => `${show(issue.input)} is not an IANA time zone`,
  })
  .meta({ description: 'IANA name' })
