import { OpenAPIHono } from '@hono/zod-openapi'
import { ThroughlineError } from '../model/errors.ts'
import { authorize } from './authorize.ts'
import { limitBody } from './body-limit.ts'
import { describeApi } from './openapi.ts'
import { addOperations } from './operations.ts'
import { respondWithProblem } from './problem.ts'
import { resources } from './routes/index.ts'
import { serveWorkspace } from './static.ts'
import type { Throughline } from './application/throughline.ts'

export interface ApiOptions {
  /** When given, every route of the API needs it as a bearer token. */
  readonly token?: string | undefined
  /** Of bodies that are held in memory; uploads are not. 64 MB unless told. */
  readonly bodyLimitBytes?: number | undefined
  /** The folder of the built workspace; no pages are served without it. */
  readonly webDir?: string | undefined
}

const BODY_LIMIT_BYTES = 64 * 2 ** 20

/** The HTTP API of an open workspace: `/api/v1`, health and metrics, and the pages. */
export function createApi(throughline: Throughline, options: ApiOptions = {}): OpenAPIHono {
  const app = newApp()
  addOperations(app, throughline)
  const api = newApp()
  api.use(authorize(options.token))
  api.use(limitBody(options.bodyLimitBytes ?? BODY_LIMIT_BYTES))
  for (const { tag, endpoints } of resources) {
    for (const add of endpoints) add(api, tag, throughline)
  }
  describeApi(api)
  api.all('*', ({ req }) => {
    throw new ThroughlineError('server/not-found', { route: `${req.method} ${req.path}` })
  })
  app.route('/api/v1', api)
  if (options.webDir !== undefined) serveWorkspace(app, options.webDir)
  app.notFound(({ req }) =>
    respondWithProblem(
      new ThroughlineError('server/not-found', { route: `${req.method} ${req.path}` }),
    ),
  )
  return app
}

function newApp(): OpenAPIHono {
  const app = new OpenAPIHono()
  app.onError((error) => respondWithProblem(error))
  return app
}
