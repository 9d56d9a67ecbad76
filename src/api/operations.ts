import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Health } from '../model/answers/operations.ts'
import { admit } from './access/admit.ts'
import { type Gate, recogniseBy } from './access/gate.ts'
import { noStore } from './access/headers.ts'
import { printMetrics } from './metrics.ts'
import { describeProblem } from './problem.ts'
import { watchReadiness } from './readiness.ts'
import type { Throughline } from './application/throughline.ts'

/** Health and metrics, outside of the API. Whether it lives and is ready is told to anyone. */
export function addOperations(app: OpenAPIHono, throughline: Throughline, gate: Gate): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' } satisfies Health))
  const checkReadiness = watchReadiness(throughline)
  for (const path of ['/readyz', '/metrics']) app.use(path, noStore, recogniseBy(gate))
  app.get('/readyz', async (context) => {
    try {
      await checkReadiness()
      return context.json({ status: 'ready' } satisfies Health)
    } catch (error) {
      const problem = describeProblem(error)
      const isOwner = context.get('actor').id === 'owner'
      const health: Health = { status: 'not ready', ...(isOwner && { problem }) }
      return context.json(health, 503)
    }
  })
  app.get('/metrics', async (context) => {
    admit(context, {})
    return context.text(await printMetrics(throughline), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
  })
}
