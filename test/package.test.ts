import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const isBuilt = ['dist/cli.js', 'dist/web/index.html'].every((path) => existsSync(join(root, path)))
const title = isBuilt ? 'the package' : 'the package (skipped: dist is not built, npm run build)'

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

let folder: string
let packed: Packed
/** Why the package could not be installed, which is no fault of its own. */
let unreachable: string | undefined

beforeAll(async () => {
  if (!isBuilt) return
  folder = await mkdtemp(join(tmpdir(), 'throughline-package-'))
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  packed = (JSON.parse((await run('npm', pack, { cwd: root })).stdout) as Packed[])[0]!
  unreachable = await install(packed.filename)
})
afterAll(() => isBuilt && rm(folder, { recursive: true, force: true }))

/** Installs as a user would, in an empty folder; gives what kept the registry from being reached. */
async function install(tarball: string): Promise<string | undefined> {
  const options = ['--omit=dev', '--prefer-offline', '--no-audit', '--no-fund']
  try {
    await run('npm', ['install', ...options, `./${tarball}`], { cwd: folder })
    return undefined
  } catch (error) {
    const network = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/
    const [code] = network.exec(String(error)) ?? []
    if (code === undefined) throw error
    return `the package registry cannot be reached: ${code}`
  }
}

const throughline = async (...argv: readonly string[]): Promise<unknown> => {
  const { stdout } = await run('npx', ['throughline', ...argv], { cwd: folder })
  return JSON.parse(stdout)
}

/** `npx throughline serve` on a free port, in a process group of its own. */
async function serve(): Promise<{ server: ChildProcess; url: string }> {
  const argv = ['throughline', 'serve', '--port', '0']
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit']
  const server = spawn('npx', argv, { cwd: folder, stdio, detached: true })
  for await (const line of createInterface({ input: server.stdout })) {
    const [, url] = /^Throughline is at (http:\S+)$/.exec(line) ?? []
    if (url !== undefined) return { server, url }
  }
  throw new Error('the server ended before it listened')
}

describe.skipIf(!isBuilt)(title, () => {
  it('holds what runs and what is read, and nothing else', () => {
    const expected =
      /^(dist\/[\w-]+\.js|dist\/web\/.+\.(html|js|css|woff2)(\.(br|gz))?|(README|CHANGELOG)\.md|LICENSE|package\.json)$/
    expect(packed.files.map(({ path }) => path).filter((path) => !expected.test(path))).toEqual([])
    expect(packed.size).toBeLessThan(4_000_000)
  })

  it('installs nothing that only building needs', async ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable)
    const text = await readFile(join(root, 'package.json'), 'utf8')
    const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> }
    const modules = join(folder, 'node_modules')
    expect(existsSync(join(modules, 'throughline/dist/cli.js'))).toBe(true)
    const needless = Object.keys(devDependencies).filter((name) => existsSync(join(modules, name)))
    expect(needless).toEqual([])
  })

  it('serves the workspace, and answers commands', { timeout: 120_000 }, async ({ skip }) => {
    if (unreachable !== undefined) skip(unreachable)
    const { server, url } = await serve()
    try {
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
      const page = await fetch(url)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(await page.text()).toContain('<div id="root">')
      await throughline('demo', '--people', '50')
      expect(await throughline('status')).toMatchObject({
        datasets: expect.arrayContaining([expect.objectContaining({ id: 'web' })]) as unknown,
      })
    } finally {
      const ended = once(server, 'exit')
      process.kill(-server.pid!, 'SIGTERM')
      await ended
    }
  })
})
