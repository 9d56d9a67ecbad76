import { z } from 'zod'
import { actions } from '../definitions/destination.ts'
import type { AnswerOf } from './answer.ts'

const labelledField = {
  label: z.string(),
  dataset: z.string(),
  field: z.string(),
  through: z.array(z.string()).meta({ description: 'such as segment buyers, dimension email' }),
}

/** What a policy does not allow to be done with the answer to a request, because of which field. */
export const requestDenial = z
  .strictObject({
    policy: z.string(),
    action: z.enum(actions),
    ...labelledField,
    message: z.string().meta({ description: 'the same in one line' }),
  })
  .meta({ id: 'RequestDenial' })

/** The same of a visualization of a project. */
export const projectDenial = z
  .strictObject({
    visualization: z.string().nullable().meta({ description: 'null where it has no id' }),
    name: z.string().meta({ description: 'what the visualization is called' }),
    dataView: z.string(),
    ...requestDenial.shape,
  })
  .meta({ id: 'ProjectDenial' })

/** What a policy does not allow, because of which field. */
export const policyDenial = z
  .strictObject({
    policy: z.string(),
    action: z.enum(actions),
    audience: z.string().nullable().meta({
      description: 'null where changes of profiles are not told to the destination',
    }),
    destination: z.string(),
    ...labelledField,
    message: z.string().meta({ description: 'the same in one line' }),
  })
  .meta({ id: 'PolicyDenial' })

/** Every policy with what it blocks now. */
export const policyList = z.array(
  z
    .strictObject({
      id: z.string(),
      name: z.string().optional(),
      labels: z.array(z.string()),
      actions: z.array(z.enum(actions)),
      destinations: z.array(z.string()).nullable().meta({ description: 'null: all' }),
      denials: z.array(policyDenial),
    })
    .meta({ id: 'PolicyStatus' }),
)

export type RequestDenial = AnswerOf<typeof requestDenial>
export type ProjectDenial = AnswerOf<typeof projectDenial>
export type PolicyDenial = AnswerOf<typeof policyDenial>
export type PolicyStatus = AnswerOf<typeof policyList>[number]
