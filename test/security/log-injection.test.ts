import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { log } from '../../src/api/index.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { runCli } from '../../src/cli/run.ts'

/** Clears a screen, sets a title, begins a line that looks like ours, and turns the direction of writing. */
const hostile = 'a\u001b[2J\u001b]0;t\u0007\r\nerror fake: b\u009b31m\u007f\u202ec\u2028d\u2066'
const obeyed = /[^\P{Cc}\n]|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u

let folder: string
let server: RunningServer
beforeAll(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'throughline-injection-'))
  server = await startServer({ dataDir: join(folder, 'data'), port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

describe('an entry of the log', () => {
  it('is one line of JSON, whatever stands in it', () => {
    const code = `
      import { log, } from './src/api/index.ts'
      const hostile = ${JSON.stringify(hostile)}
      log.warn({ name: hostile, [hostile]: 1, err: new Error(hostile) }, hostile)`
    const words = ['--import', 'tsx', '--input-type=module', '-e', code]
    const { stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect(stderr).not.toMatch(obeyed)
    expect(stderr.split('\n')).toHaveLength(2)
    expect(JSON.parse(stderr)).toMatchObject({
      name: hostile,
      [hostile]: 1,
      err: { message: hostile },
      msg: hostile,
    })
  })
})

describe('the command line', () => {
  /** Every line that a command writes to a terminal, or to a script. */
  async function run(isTTY: boolean, argv: readonly string[], stdin = '') {
    const out: string[] = []
    const err: string[] = []
    await runCli([...argv, '--data', join(folder, 'data')], {
      stdin: Readable.from([stdin]),
      stdout: { write: (text) => out.push(text), isTTY },
      // Bars are drawn over themselves, on a terminal.
      stderr: { write: (text) => text.startsWith('\r\u001b[K') || err.push(text), isTTY },
      env: {},
    })
    return { stdout: out.join(''), stderr: err.join('') }
  }

  const wrongs: readonly (readonly string[])[] = [
    [hostile],
    ['report', hostile],
    ['report', '-', `--${hostile}`],
    ['import', hostile, hostile],
    ['import', 'web', `http://${hostile}/`],
    ['delete', hostile, hostile],
    ['person', hostile, hostile],
    ['reference', hostile],
    ['serve', '--limit', hostile],
    ['serve', '--port', hostile],
    ['identity', hostile],
    ['forget', hostile],
    ['status', '--server', `http://${hostile}`],
  ]
  it.each(wrongs)('says one line to %j %j', async (...argv) => {
    for (const isTTY of [true, false]) {
      const { stderr } = await run(isTTY, argv)
      expect(stderr).not.toMatch(obeyed)
      expect(
        stderr
          .trimEnd()
          .split('\n')
          .filter((line) => /^error/.test(line)),
      ).toHaveLength(1)
      expect(stderr).not.toMatch(/^error fake/m)
    }
  })

  it('shows what is in names, columns, values and definitions, and obeys none of it', async () => {
    const file = join(folder, `${hostile}.jsonl`)
    const rows = [0, 1, 2].map((day) => ({
      who: `p${day}`,
      ts: `2026-01-0${day + 1}T10:00:00Z`,
      [hostile]: hostile,
      page: hostile,
    }))
    const broken = { who: 'p', ts: hostile, page: hostile }
    const lines = [...rows, broken].map((row) => JSON.stringify(row))
    await writeFile(file, lines.join('\n'))
    const definitions = [
      {
        kind: 'connection',
        id: 'all',
        name: hostile,
        description: hostile,
        datasets: [{ dataset: 'web', personId: 'who' }],
      },
      {
        kind: 'data-view',
        id: 'main',
        connection: 'all',
        dimensions: [{ id: 'page', field: 'page', name: hostile }],
      },
    ]
    const table = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: { start: '2026-01-01', end: '2026-02-01' },
      rows: { dimension: 'page' },
      columns: [{ metric: 'events', name: hostile }],
    }
    const works: [argv: readonly string[], stdin?: object][] = [
      [['import', 'web', file, '--dry-run']],
      [['import', 'web', file]],
      [['apply', '-'], definitions],
      [['report', '-'], table],
      [['explain', '-'], table],
      [['person', 'main', 'p1']],
      [['status']],
    ]
    for (const [argv, stdin] of works) {
      for (const format of ['table', 'json']) {
        const isReport = !['import', 'apply'].includes(argv[0]!)
        const words = isReport ? [...argv, '--format', format] : argv
        for (const isTTY of [true, false]) {
          const { stdout, stderr } = await run(isTTY, words, stdin && JSON.stringify(stdin))
          expect(stdout + stderr).not.toMatch(obeyed)
          expect(stdout + stderr).not.toMatch(/^error/m)
        }
      }
    }
    const { stdout } = await run(true, ['report', '-', '--format', 'csv'], JSON.stringify(table))
    expect(stdout).not.toMatch(obeyed)
    const piped = await run(false, ['report', '-', '--format', 'csv'], JSON.stringify(table))
    expect(piped.stdout).toContain('\u001b[2J')
    const json = await run(false, ['report', '-', '--format', 'json'], JSON.stringify(table))
    expect(JSON.stringify(JSON.parse(json.stdout))).toContain(JSON.stringify(hostile).slice(1, -1))
  })
})
