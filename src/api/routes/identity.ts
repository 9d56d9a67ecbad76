import { simulate } from '../../identity/simulation/index.ts'
import { simulation } from '../../model/answers/identity.ts'
import { simulationRequest } from '../../model/identity-simulation.ts'
import { parseBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { identitySpaceEndpoints } from './identity-spaces.ts'

/** Which identities are one person's. */
export const identityResource: Resource = {
  tag: 'Identity',
  endpoints: [
    endpoint(
      {
        method: 'post',
        path: '/identity/simulate',
        isReadOnly: true,
        summary: 'The graphs, lost links and warnings of events under rules; nothing is stored',
        body: { 'application/json': simulationRequest },
        answer: simulation,
      },
      async ({ context }) => simulate(await parseBody(simulationRequest, context)),
    ),
    ...identitySpaceEndpoints,
  ],
}
