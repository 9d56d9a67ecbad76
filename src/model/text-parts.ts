import { z } from 'zod'

const position = z.strictObject({ position: z.number().int().nonnegative() })

/** The `index`-th occurrence of a text; `include` keeps the text itself. */
const occurrence = z.strictObject({
  match: z.string().min(1),
  index: z.number().int().positive().default(1),
  include: z.boolean().default(false),
})

/** Where a part of a text starts, counted from the chosen side: its edge, a position, a text. semantics §3.8 */
export const partStart = z.union([z.literal('start'), position, occurrence])

/** Where it ends: the other edge, a position, a text, or after a length. */
export const partEnd = z.union([
  z.literal('end'),
  position,
  occurrence,
  z.strictObject({ length: z.number().int().nonnegative() }),
])

export const urlPart = z.enum(['protocol', 'host', 'path', 'query', 'hash'])

export type PartStart = z.infer<typeof partStart>
export type PartEnd = z.infer<typeof partEnd>
export type UrlPart = z.infer<typeof urlPart>

/** zod check: the part `query` needs the name of a parameter, and no other part has one. */
export const needsParameter = (
  value: { readonly part: string; readonly parameter?: string | undefined },
  context: z.RefinementCtx,
): void => {
  const isQuery = value.part === 'query'
  if (isQuery === (value.parameter !== undefined)) return
  const message = isQuery
    ? 'the part query needs the name of a parameter'
    : `only the part query has a parameter, not ${value.part}`
  context.addIssue({ code: 'custom', path: ['parameter'], message })
}
