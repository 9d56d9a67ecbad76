import { OpenAPIHono } from '@hono/zod-openapi'
import { readLimit } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { admit } from './access/admit.ts'
import { createGate, type Gate, recogniseBy } from './access/gate.ts'
import { noStore, protectiveHeaders } from './access/headers.ts'
import { type AllowedHosts, checkHost } from './access/hosts.ts'
import { createBodyLimit } from './body-limit.ts'
import { addCollection } from './collecting/index.ts'
import { describeApi } from './openapi.ts'
import { addOperations } from './operations.ts'
import { respondWithProblem } from './problem.ts'
import { resources } from './routes/index.ts'
import { serveWorkspace } from './static.ts'
import type { Throughline } from './application/throughline.ts'

export interface ApiOptions {
  /** When given, every route of the API needs it, or a session that was begun with it. */
  readonly token?: string | undefined
  /** Under which names it may be asked; any where it is asked in this process. */
  readonly hosts?: AllowedHosts | undefined
  /** Of bodies that are held in memory; uploads are not. The limit `body-mb` unless told. */
  readonly bodyLimitBytes?: number | undefined
  /** The folder of the built workspace; no pages are served without it. */
  readonly webDir?: string | undefined
}

/** The HTTP API of an open workspace: `/api/v1`, health and metrics, and the pages. */
export function createApi(throughline: Throughline, options: ApiOptions = {}): OpenAPIHono {
  const app = newApp()
  app.use(protectiveHeaders)
  addCollection(app, throughline)
  if (options.hosts !== undefined) app.use(checkHost(options.hosts))
  const { store, instance } = throughline
  const { token } = options
  const { sessions, projects } = store
  const { shares } = projects
  const gate = createGate({ token, folderKey: instance.folderKey, sessions, shares })
  addOperations(app, throughline, gate)
  app.route('/api/v1', createRoutes(throughline, gate, options))
  if (options.webDir !== undefined) serveWorkspace(app, options.webDir)
  app.notFound(({ req }) =>
    respondWithProblem(
      new ThroughlineError('server/not-found', { route: `${req.method} ${req.path}` }),
    ),
  )
  return app
}

function createRoutes(
  throughline: Throughline,
  gate: Gate,
  { bodyLimitBytes }: ApiOptions,
): OpenAPIHono {
  const api = newApp()
  api.use(noStore)
  api.use(recogniseBy(gate))
  const limitBody = createBodyLimit(bodyLimitBytes ?? readLimit('body-mb') * 2 ** 20)
  for (const { tag, endpoints } of resources) {
    for (const add of endpoints) add(api, tag, { throughline, gate, limitBody })
  }
  api.use(async (context, next) => {
    admit(context, {})
    await next()
  })
  describeApi(api)
  api.all('*', ({ req }) => {
    throw new ThroughlineError('server/not-found', { route: `${req.method} ${req.path}` })
  })
  return api
}

function newApp(): OpenAPIHono {
  const app = new OpenAPIHono()
  app.onError((error) => respondWithProblem(error))
  return app
}
