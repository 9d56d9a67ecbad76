import { reference as referenceAnswer } from '../../model/answers/reference.ts'
import { reference as referenceOf } from '../../query/vocabularies/reference.ts'
import { endpoint, type Resource } from '../endpoint.ts'

/** What may be written in definitions and requests, with examples. */
export const reference: Resource = {
  tag: 'Reference',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/reference',
        summary: 'Kinds of reports, functions, attribution models and allocations, with examples',
        answer: referenceAnswer,
      },
      () => referenceOf(),
    ),
  ],
}
