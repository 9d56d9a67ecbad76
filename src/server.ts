import type { Server } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { createApi, openThroughline, type Throughline } from './api/index.ts'
import { connectionOptions, guardConnections } from './guard-connections.ts'
import type { Durability } from './lake/durability.ts'
import { countArrival } from './model/let-others-in.ts'
import { watchHandlers } from './running-handlers.ts'
import { removeServerFile, writeServerFile } from './server-file.ts'

export interface ServerOptions {
  readonly dataDir: string
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** More names under which it may be asked, such as that of a proxy. */
  readonly hostNames?: readonly string[] | undefined
  readonly token?: string | undefined
  readonly storeUrl?: string | undefined
  readonly allowsPrivateTargets?: boolean | undefined
  readonly durability?: Durability | undefined
}

export interface RunningServer {
  readonly url: string
  readonly throughline: Throughline
  close(): Promise<void>
}

/** Opens the stores and answers HTTP. Errors: store/busy, store/unusable; the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, token, storeUrl, durability, allowsPrivateTargets } = options
  const outgoing = { allowsPrivateTargets }
  const throughline = await openThroughline({ dataDir, storeUrl, durability, outgoing })
  try {
    const hosts = { listening: options.host, names: options.hostNames ?? [] }
    const app = createApi(throughline, { token, hosts, webDir: webDir() })
    const handlers = watchHandlers(app.fetch)
    const listening = await listen(handlers.fetch, options)
    await writeServerFile(dataDir, { pid: process.pid, url: listening.url })
    return {
      url: listening.url,
      throughline,
      async close() {
        await removeServerFile(dataDir)
        await listening.close()
        await handlers.ended()
        await throughline.close()
      },
    }
  } catch (error) {
    await throughline.close()
    throw error
  }
}

type Fetch = Parameters<typeof serve>[0]['fetch']
type Listening = Pick<RunningServer, 'url' | 'close'>

function listen(fetch: Fetch, { port, host }: ServerOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const options = { fetch, port, hostname: host, serverOptions: connectionOptions }
    const server = serve(options, (address) => {
      const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
      resolve({
        url: `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.on('connection', countArrival)
    guardConnections(server as Server)
    server.on('error', reject)
  })
}

/** The built workspace lies beside the bundle, or in dist when run from sources; it may be built later. */
function webDir(): string {
  const here = fileURLToPath(import.meta.url)
  return join(dirname(here), extname(here) === '.ts' ? '../dist/web' : 'web')
}
