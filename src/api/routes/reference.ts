import { z } from '@hono/zod-openapi'
import {
  referenceAnswer as all,
  referenceSection as section,
} from '../../model/answers/reference.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { buildReference, findReferenceSection } from '../reference/index.ts'

/** What may be written in definitions and requests, with examples. */
export const referenceResource: Resource = {
  tag: 'Reference',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/reference',
        summary: 'Everything that has a name in definitions and requests: what it does, examples',
        answer: all,
      },
      buildReference,
    ),
    endpoint(
      {
        method: 'get',
        path: '/reference/{section}',
        summary: 'One section of the reference, such as attribution-models',
        params: z.object({ section: z.string() }),
        answer: section,
      },
      ({ params }) => findReferenceSection(params.section),
    ),
  ],
}
