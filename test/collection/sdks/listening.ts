import { expect } from 'vitest'
import { listSnippets } from '../../../src/collect/index.ts'
import type { ProtocolName } from '../../../src/model/definitions/source.ts'
import { listen } from '../../support/browser.ts'
import { type Collecting, openCollecting } from '../support.ts'

/** A source that SDKs send to over a port of this machine. */
export interface Listening extends Collecting {
  /** Without a slash at its end. */
  readonly url: string
  readonly port: number
  /** The snippet of a package, with this source's key and address. */
  snippet(packageName: string): string
  /** Resolves when as many items have been taken, those that were kept aside included. */
  arrived(items: number): Promise<void>
  close(): Promise<void>
}

const HOW_LONG = { timeout: 60_000, interval: 100 }

export async function openListening(protocol: ProtocolName): Promise<Listening> {
  const collecting = await openCollecting({ protocols: [protocol] })
  const { workspace, key } = collecting
  const server = await listen(workspace.app.fetch)
  return {
    ...collecting,
    url: server.url,
    port: Number(new URL(server.url).port),
    snippet(packageName) {
      const snippets = listSnippets([protocol], { key, url: server.url })
      const found = snippets.find((each) => each.package === packageName)
      if (!found) throw new Error(`${protocol} has no snippet for ${packageName}`)
      return found.code
    },
    async arrived(items) {
      const count = async () => {
        const { accepted, rejected } = await workspace.throughline.collection.status('shop')
        return accepted + rejected
      }
      await expect.poll(count, HOW_LONG).toBeGreaterThanOrEqual(items)
    },
    async close() {
      await server.close()
      await workspace.close()
    },
  }
}
