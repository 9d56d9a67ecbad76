import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Health } from '../model/answers/operations.ts'
import { sql } from '../lake/sql.ts'
import { printMetrics } from './metrics.ts'
import { describeProblem } from './problem.ts'
import type { Throughline } from './application/throughline.ts'

/** Health and metrics, outside of the API and without a token. */
export function addOperations(app: OpenAPIHono, throughline: Throughline): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' } satisfies Health))
  app.get('/readyz', async (context) => {
    try {
      await throughline.lake.query(sql`SELECT 1`)
      await throughline.store.sequence()
      return context.json({ status: 'ready' } satisfies Health)
    } catch (error) {
      const health: Health = { status: 'not ready', problem: describeProblem(error) }
      return context.json(health, 503)
    }
  })
  app.get('/metrics', async (context) =>
    context.text(await printMetrics(throughline), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  )
}
