import { policyList } from '../../model/answers/policies.ts'
import { listPolicies } from '../application/governance/list-denials.ts'
import { endpoint, type Resource } from '../endpoint.ts'

/** What must not be done with labelled fields, and what that is in the way of. */
export const policyResource: Resource = {
  tag: 'Policies',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/policies',
        summary: 'Every policy, with the audiences and destinations that it blocks now',
        answer: policyList,
      },
      async ({ throughline: { catalog } }) => listPolicies(await catalog()),
    ),
  ],
}
