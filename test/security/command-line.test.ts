import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile, chmod } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { log } from '../../src/api/index.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { cli, cliJson } from '../support/command-line.ts'

const token = 'a token of the server'
let folder: string
let dataDir: string
let running: RunningServer | undefined
beforeAll(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'throughline-security-'))
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  await running?.close()
  running = undefined
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = async () => {
  running = await startServer({ dataDir, port: 0, host: '127.0.0.1', token })
  return running
}

/** A program at a port that is not the folder's server. */
async function impostor(answer: (url: string) => Promise<string>) {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
    void answer(request.url ?? '').then((text) => {
      response.setHeader('content-type', 'application/json')
      response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await writeFile(join(dataDir, 'server.json'), JSON.stringify({ pid: 1, url, token }))
  return { asked, close: () => server.close() }
}

describe('a command', () => {
  it('needs no token where it can read the folder, and finds none there', async () => {
    const { url } = await start()
    expect(await cliJson(['status', '--data', dataDir])).toHaveProperty('version')
    for (const name of ['server.json', 'instance.json']) {
      expect(await readFile(join(dataDir, name), 'utf8')).not.toContain(token)
    }
    const refused = await cli(['status', '--server', url])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/unauthorized/)])
    const given = ['--server', url, '--token', token]
    expect(await cliJson(['status', ...given])).toHaveProperty('version')
    const file = join(folder, 'token')
    await writeFile(file, `${token}\n`)
    expect(await cliJson(['status', '--server', url, '--token-file', file])).toHaveProperty(
      'version',
    )
  })

  it('tells a program that only listens at the port nothing but a random number', async () => {
    await start()
    await running?.close()
    running = undefined
    const other = await impostor(async () => '{"status":"ok","proof":"0"}')
    const status = await cliJson<{ lake: string }>(['status', '--data', dataDir])
    other.close()
    expect(status.lake).toBe('embedded')
    expect(other.asked).toEqual([
      expect.stringMatching(/^GET \/api\/v1\/instance\?nonce=[0-9a-f]{64} $/),
    ])
  })

  it('is not taken in by a program that passes its question on', async () => {
    const { url } = await start()
    const other = await impostor(async (path) => (await fetch(url + path)).text())
    const ended = await cli(['status', '--data', dataDir])
    other.close()
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringMatching(/store\/busy/)])
    expect(other.asked).toHaveLength(1)
  })
})

describe('serve', () => {
  const usage = async (...options: readonly string[]) => {
    const ended = await cli(['serve', '--data', dataDir, '--port', '0', ...options])
    return [ended.code, ended.stderr]
  }

  it.each(['0.0.0.0', '::', '192.168.1.1', 'example.com'])(
    'beyond this machine (%s) asks for a token, or to be told twice',
    async (host) => {
      expect(await usage('--host', host)).toEqual([2, expect.stringMatching(/--no-token/)])
    },
  )

  it('takes one token, from one place', async () => {
    expect((await usage('--no-token', '--token', token))[0]).toBe(2)
    expect((await usage('--token-file', 'x', '--token', token))[0]).toBe(2)
    expect((await usage('--token', ''))[0]).toBe(2)
    const [code, words] = await usage('--token-file', join(folder, 'nowhere'))
    expect([code, words]).toEqual([1, expect.stringMatching(/not-found/)])
  })

  it('shows its token in no list of processes, warns of it, and logs who tries it', async () => {
    const words = ['serve', '--data', join(folder, 'ps'), '--port', '0', '--token', token]
    const server = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words])
    const errors: string[] = []
    server.stderr.on('data', (text: Buffer) => errors.push(text.toString()))
    try {
      const [line] = await once(createInterface({ input: server.stdout }), 'line')
      const url = /http:\S+/.exec(String(line))?.[0]
      for (const tried of ['wrong', token]) {
        const headers = { 'content-type': 'application/json' }
        const body = JSON.stringify({ token: tried })
        await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })
      }
      const shown = await readFile(`/proc/${server.pid}/cmdline`, 'utf8')
      expect(shown).toContain('throughline serve')
      expect(shown).not.toContain('a token')
      const said = errors.join('')
      expect(said).toMatch(/^warning: --token can be read/)
      expect(said).toMatch(/"address":"127.0.0.1","tries":1,"msg":"wrong token"/)
      expect(said).toMatch(/"address":"127.0.0.1","msg":"signed in"/)
      expect(said).not.toContain(token)
    } finally {
      server.kill()
    }
  })
})

describe('the data folder', () => {
  it('is its owner’s alone, with all that is written to it, however it was before', async () => {
    const own = join(folder, 'own')
    await mkdir(join(own, 'lake'), { recursive: true })
    await writeFile(join(own, 'store.sqlite'), '')
    for (const path of [own, join(own, 'lake')]) await chmod(path, 0o755)
    await chmod(join(own, 'store.sqlite'), 0o644)
    running = await startServer({ dataDir: own, port: 0, host: '127.0.0.1' })
    const rows = '[{"who":"ann","ts":"2026-01-01T10:00:00Z"}]'
    const headers = { 'content-type': 'application/json' }
    await fetch(`${running.url}/api/v1/datasets/web/rows`, { method: 'POST', headers, body: rows })
    const open: string[] = []
    for (const name of ['.', ...(await readdir(own, { recursive: true }))]) {
      const { mode } = await stat(join(own, name)).catch(() => ({ mode: 0 }))
      if ((mode & 0o077) !== 0) open.push(`${name} ${(mode & 0o777).toString(8)}`)
    }
    expect(open).toEqual([])
  })
})
