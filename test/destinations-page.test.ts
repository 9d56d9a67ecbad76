import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { checkDestination } from '../src/destinations/check.ts'
import { destinationTypes } from '../src/destinations/index.ts'
import { webhook } from '../src/destinations/webhook.ts'
import { type Definition, parseDefinition } from '../src/model/definitions/index.ts'
import { batchOf, change } from './support/deliveries.ts'
import { startFakeService } from './support/fake-service.ts'
import { openDestination } from './support/open-destination.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/destinations.md'), 'utf8')
const find = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found!)

it('shows definitions that are valid', () => {
  const shown = find(/```json\n([^`]+)```/g).map((text) => parseDefinition(JSON.parse(text)))
  expect(shown).toHaveLength(1)
  for (const one of shown as Extract<Definition, { kind: 'destination' }>[]) {
    expect(checkDestination(one).type).toBe(webhook)
  }
})

it('names all types that were not run against the other side itself, and no other one', () => {
  const [, vendors = ''] = /\n## Vendors\n([^]+?)\n## /.exec(page) ?? []
  const named = [...vendors.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name!)
  const types = Object.entries(destinationTypes)
  for (const [name, { isRunAgainstVendor }] of types) {
    expect([name, named.includes(name)]).toEqual([name, !isRunAgainstVendor])
  }
})

it('says how a delivery is verified, and that is right', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-page-'))
  const service = await startFakeService(() => ({ status: 204 }))
  try {
    const file = join(folder, 'verify.mjs')
    writeFileSync(file, find(/```js\n([^]+?)```/g)[0]!)
    const { isFromThroughline } = (await import(pathToFileURL(file).href)) as {
      isFromThroughline(header: unknown, body: string, secret: string, now?: number): boolean
    }
    const settings = { url: service.address }
    const hook = await openDestination(webhook, { settings, secrets: { signing: 'secret' } })
    await hook.deliver(batchOf([change('Zoë', ['email:zoë@x.io'])]), new AbortController().signal)
    const [{ headers, text }] = service.asked as [(typeof service.asked)[0]]
    const header = headers['throughline-signature']
    expect(isFromThroughline(header, text, 'secret')).toBe(true)
    expect(isFromThroughline(header, text.replace('entered', 'left'), 'secret')).toBe(false)
    expect(isFromThroughline(header, text, 'another')).toBe(false)
    expect(isFromThroughline(header, text, 'secret', Date.now() + 600_000)).toBe(false)
    expect(isFromThroughline(undefined, text, 'secret')).toBe(false)
  } finally {
    await service.close()
    rmSync(folder, { recursive: true })
  }
})
