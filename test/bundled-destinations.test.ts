import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { findDestinationType } from '../src/destinations/index.ts'
import { openDestination } from './support/open-destination.ts'

const root = join(import.meta.dirname, '..')

/** Clients that are loaded when they are used: what they export is another thing once they are bundled. */
describe('destinations of the bundle', () => {
  let folder: string
  let bundled: { readonly findDestinationType: typeof findDestinationType }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-bundle-'))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const text = await readFile(join(root, 'package.json'), 'utf8')
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> }
    await build({
      entryPoints: [join(root, 'src/destinations/index.ts')],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      external: Object.keys(dependencies),
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
    })
    const path = pathToFileURL(join(folder, 'index.mjs')).href
    bundled = (await import(path)) as typeof bundled
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const here = { host: '127.0.0.1', port: 1 }
  it.each([
    ['postgres', { ...here, database: 'a', user: 'b' }],
    ['mysql', { ...here, database: 'a', user: 'b' }],
    ['clickhouse', { ...here, database: 'a', user: 'b' }],
    ['redis', here],
    ['kafka', { brokers: ['127.0.0.1:1'], topic: 'a' }],
    ['email', { ...here, from: 'a@example.com', to: ['b@example.com'] }],
  ])('%s connects', async (name, settings) => {
    const open = await openDestination(bundled.findDestinationType(name)!, { settings })
    await expect(open.check!(new AbortController().signal)).rejects.toMatchObject({
      message: 'it refuses connections',
    })
  })
})
