import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLake } from './open-lake.ts'
import { bundleScript } from '../../test/support/bundle-script.ts'

// Its first process is number 1, as in a container.
const container = ['unshare', '--pid', '--fork', '--kill-child']
const canContain = spawnSync(container[0]!, [...container.slice(1), 'true']).status === 0

let dir: string
let children: ChildProcess[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-lock-'))
  children = []
})
afterEach(async () => {
  await Promise.all(children.map(kill))
  await rm(dir, { recursive: true, force: true })
})

/** Starts a process that opens the folder; gives what it says. */
async function start(
  within: readonly string[] = [],
): Promise<{ child: ChildProcess; said: string }> {
  const program = await bundleScript('test/support/hold-folder.ts')
  const [command, ...words] = [...within, process.execPath, program, dir]
  const child = spawn(command!, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { child, said }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

it('a folder is open once, also within a process, and again when it was closed', async () => {
  const lake = await openLake(dir)
  await expect(openLake(dir)).rejects.toMatchObject({ code: 'store/busy' })
  expect((await start()).said).toBe('store/busy')
  await lake.close()
  await (await openLake(dir)).close()
})

it('a process that was killed has nothing open, whoever has its number now', async () => {
  const { child, said } = await start()
  expect(said).toBe(`open as ${child.pid}`)
  await expect(openLake(dir)).rejects.toMatchObject({ code: 'store/busy' })
  await kill(child)
  await writeFile(join(dir, 'lake.lock'), `${process.pid}\n`)
  await (await openLake(dir)).close()
})

it('who may not open a folder leaves what the other has in scratch', async () => {
  const lake = await openLake(dir)
  const upload = join(lake.scratchDir, 'upload')
  await writeFile(upload, 'rows')
  await start()
  if (canContain) await start(container)
  await expect(openLake(dir)).rejects.toMatchObject({ code: 'store/busy' })
  expect(existsSync(upload)).toBe(true)
  await lake.close()
})

it.skipIf(!canContain)(
  'in containers, process 1 waits for none but a living one (needs unshare)',
  async () => {
    const { child, said } = await start(container)
    expect(said).toBe('open as 1')
    expect((await start(container)).said).toBe('store/busy')
    await kill(child)
    const again = async (): Promise<string> => {
      const next = await start(container)
      return next.said
    }
    await expect.poll(again, { timeout: 10_000 }).toBe('open as 1')
  },
)
