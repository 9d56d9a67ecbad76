import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from '../src/cli/run.ts'
import { Readable } from 'node:stream'
import { cli, cliJson } from './support/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
const data = ['--data', join(folder, 'data')]
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = `# one browser, two persons
crm:ann cookie:81911

crm:bob cookie:81911   # bob takes over
`
const simulation = ['identity', 'simulate', '-', ...data]

describe('identity simulate', () => {
  it('prints the graphs of lines', async () => {
    const rules = ['--priority', 'crm,cookie', '--unique', 'crm']
    expect(await cliJson([...simulation, ...rules], lines)).toMatchObject({
      graphs: [['cookie:81911', 'crm:bob'], ['crm:ann']],
      lost: [{ link: ['cookie:81911', 'crm:ann'], event: 1 }],
    })
  })

  it('tells people on which line a link was lost', async () => {
    const out: string[] = []
    const terminal = {
      stdin: Readable.from([lines]),
      stdout: { write: (text: string) => out.push(text) },
      stderr: { write: () => undefined },
      env: {},
    }
    const asked = [...simulation, '--unique', 'crm', '--format', 'table']
    expect(await runCli(asked, terminal)).toBe(0)
    const text = out.join('')
    expect(text).toMatch(/1 {2}cookie:81911 {2}crm:bob/)
    expect(text).toMatch(
      /4 {2}cookie:81911 – crm:ann {2}cookie:81911 – crm:bob {2}a person has one/,
    )
  })

  it('takes the rules of a saved space', async () => {
    const space = {
      kind: 'identity-space',
      id: 'people',
      name: 'People',
      namespaces: [
        { id: 'crm', unique: true },
        { id: 'cookie', device: true },
      ],
    }
    expect(await cli(['apply', '-', ...data], JSON.stringify(space))).toMatchObject({ code: 0 })
    expect(await cliJson([...simulation, '--space', 'people'], lines)).toMatchObject({
      graphs: [['cookie:81911', 'crm:bob'], ['crm:ann']],
    })
    const both = await cli([...simulation, '--space', 'people', '--unique', 'crm'], lines)
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('leave --unique out') })
  })

  it('names the line that is wrong', async () => {
    const wrong = await cli(simulation, 'crm:ann cookie:1\nann cookie:2\n')
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toMatch(/line 2.*"ann" is no identity; write namespace:id/)
    const noTime = await cli(simulation, '2026-01-02T10:00 crm:ann cookie:1\n')
    expect(noTime.stderr).toMatch(/line 1.*"2026-01-02T10:00" is no time; write 2026-01-31/)
  })

  it('reads times and ids with spaces', async () => {
    const timed = '2026-01-02 name:x "cookie:a b"\n2026-01-01T10:00:00Z name:y "cookie:a b"\n'
    const answer = await cliJson([...simulation, '--unique', 'name'], timed)
    expect(answer).toMatchObject({ graphs: [['cookie:a b', 'name:x'], ['name:y']] })
  })

  it('is found among the commands of identity', async () => {
    expect((await cli(['identity', '--help'])).stdout).toContain('simulate')
    expect(await cli(['identity'])).toMatchObject({ code: 2 })
    expect((await cli(['identity', 'simulate', '--help'])).stdout).toContain('--unique')
    const unknown = await cli(['identity', 'toString'])
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no command identity toString'),
    })
  })
})
