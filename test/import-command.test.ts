import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, cliJson } from './support/command-line.ts'

let folder: string
let data: string[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-import-'))
  data = ['--data', join(folder, 'data')]
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const events = 'ts|tag|zip\n2026-01-01T10:00:00|ann|07\nnever|bob|08\n'

describe('import', () => {
  it('shows what it would do, to people on a page and to scripts as JSON', async () => {
    const path = await file('events.txt', events)
    const page = await cli(['import', 'web', path, '--dry-run', '--format', 'table', ...data])
    expect(page.code).toBe(0)
    for (const shown of [
      'new dataset web (event)',
      'delimiter         |',
      'timestamp         ts',
      '1 unreadable-time',
    ]) {
      expect(page.stdout).toContain(shown)
    }
    expect(page.stderr).toContain('no field seems to name the person')
    const told = ['--person-id', 'tag', '--time-zone', 'Europe/Berlin', '--type', 'zip=number']
    const preview = await cliJson(['import', 'web', path, '--dry-run', ...told, ...data])
    expect(preview).toMatchObject({
      isNew: true,
      files: [
        {
          used: { personId: 'tag', timeZone: 'Europe/Berlin' },
          fields: [{ path: 'ts' }, { path: 'tag' }, { path: 'zip', type: 'number' }],
          rows: [{ values: ['2026-01-01T09:00:00.000Z', 'ann', 7] }, {}],
          guessed: { personId: 'tag', warnings: [] },
        },
      ],
    })
    expect(await cliJson(['status', ...data])).toMatchObject({ datasets: [] })
  })

  it('writes numbers of rows as they are: they may be ids', async () => {
    const path = await file('ids.csv', 'ts,order,amount\n2026-01-01,1234567,2500.5\n')
    const { stdout } = await cli(['import', 'ids', path, '--dry-run', '--format', 'table', ...data])
    expect(stdout).toContain('1234567  2500.5')
    expect(stdout).not.toContain('1,234,567')
  })

  it('exits with what an import would be refused for', async () => {
    const path = await file('ambiguous.csv', 'ts,who\n01/02/2026,ann\n02/02/2026,bob\n')
    const { code, stderr } = await cli(['import', 'days', path, '--dry-run', ...data])
    expect([code, stderr]).toEqual([1, expect.stringContaining('error import/ambiguous')])
    const answered = [path, '--assume', 'month-first', ...data]
    expect(await cliJson(['import', 'days', ...answered])).toMatchObject({ added: 2 })
  })

  it('names a file format by --format where it is none of the answer', async () => {
    const path = await file('bars.data', 'ts|who\n2026-01-01|ann\n')
    const told = ['--format', 'csv', '--delimiter', '|', '--quote', 'none', '--encoding', 'utf-8']
    const outcome = await cliJson(['import', 'bars', path, ...told, ...data])
    expect(outcome).toMatchObject({
      added: 1,
      batches: [{ used: { format: 'csv', delimiter: '|', quote: 'none', timestamp: 'ts' } }],
    })
    const nameless = await file('nameless.csv', '2026-01-01,ann\n2026-01-02,bob\n')
    const { files } = await cliJson<{ files: { read: number }[] }>([
      ...['import', 'nameless', nameless, '--dry-run', '--no-header', '--file-format', 'csv'],
      ...['--format', 'json', ...data],
    ])
    expect(files).toMatchObject([{ read: 2, used: { header: false } }])
  })

  it('says that a file is there already, adds it again, and puts it in the place of the first', async () => {
    const path = await file('once.csv', 'ts,user_id\n2026-01-01,ann\n')
    await cliJson(['import', 'once', path, ...data])
    const second = await cli(['import', 'once', path, ...data])
    expect(JSON.parse(second.stdout)).toMatchObject({ added: 0, batches: [{ knownAs: 1 }] })
    expect(second.stderr).toContain('warning: ')
    expect(second.stderr).toContain('as batch 1: nothing was added')
    expect(await cliJson(['import', 'once', path, '--again', ...data])).toMatchObject({ added: 1 })
    expect(await cliJson(['import', 'once', path, '--replace', ...data])).toMatchObject({
      batches: [{ replaces: [1, 2] }],
    })
  })

  it('warns of a file without rows', async () => {
    const path = await file('empty.csv', 'ts,user_id\n')
    const { code, stderr } = await cli(['import', 'empty', path, ...data])
    expect([code, stderr]).toEqual([0, expect.stringContaining('it has no rows')])
  })

  it.each([
    ['--delimeter', ';'],
    ['--assume', 'year-first'],
    ['--type', 'zip'],
    ['--format', 'cvs'],
  ])('refuses %s %s', async (option, value) => {
    const path = await file('typo.csv', 'ts,user_id\n2026-01-01,ann\n')
    const { code, stderr } = await cli(['import', 'typo', path, option, value, ...data])
    expect(code).toBeGreaterThan(0)
    expect(stderr).toContain(option === '--delimeter' ? 'delimeter' : value)
  })
})
