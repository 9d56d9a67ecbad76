import { z } from 'zod'
import { ThroughlineError } from '../model/errors.ts'
import { type Formula, formula } from '../model/formula.ts'
import { parseFormula } from './parse.ts'

/** A formula as a tree or as text (`revenue / orders`); always a tree behind the schema. */
export const writtenFormula = z
  .union([z.string().min(1).meta({ description: 'as text: revenue / orders' }), formula])
  .transform((given, context): Formula => {
    if (typeof given !== 'string') return given
    try {
      return parseFormula(given)
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      context.addIssue({ code: 'custom', message: error.message, input: given, params: { error } })
      return z.NEVER
    }
  })
