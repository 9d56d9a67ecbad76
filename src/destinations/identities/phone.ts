import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'

/** Whose numbers those are that begin with no plus. */
export const phoneCountry = z
  .string()
  .refine(isSupportedCountry, { error: 'expected a country as two capital letters, such as DE' })
  .optional()
  .meta({
    description:
      'the country, such as DE, of phone numbers that are written without one; without it those are no numbers',
  })

/** A number in E.164, such as +4930123456; undefined when it is none, or its country is not known. */
export function normalisePhone(text: string, country = ''): string | undefined {
  const written = text.replace(/^\s*00/, '+')
  const own = isSupportedCountry(country) ? country : undefined
  return parsePhoneNumberFromString(written, own)?.number
}
