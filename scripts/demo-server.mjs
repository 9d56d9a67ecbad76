// A server of its own with the demo of a fixed day, for pictures that are the same each time.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

const DAY = '2026-06-01'
const PORT = 4390
export const url = `http://127.0.0.1:${PORT}`

/** Runs some work beside a server that has the demo; the build must be there. */
export async function withDemo(people, work) {
  const data = mkdtempSync(join(tmpdir(), 'throughline-pictures-'))
  const server = spawn(
    process.execPath,
    ['dist/cli.js', 'serve', '--port', String(PORT), '--data', data],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  try {
    await waitUntilReady()
    await post(`demo?people=${people}&day=${DAY}`)
    await work()
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Sends JSON, as text or to be written, and reads the answer. */
export async function post(path, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: text })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

async function waitUntilReady() {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`nothing answers at ${url}`)
}
