import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The server as it is shipped, in a process and a folder of its own. */
export interface LoadedServer {
  readonly url: string
  readonly folder: string
  readonly pid: number
  /** What its process holds now. */
  measure(): Promise<Holdings>
  /** How long its main thread has worked so far: waiting for a processor left out. */
  readMainThreadMs(): number
  /** Ends it as its owner would; gives the exit code. */
  stop(): Promise<number | null>
}

export interface Holdings {
  readonly residentMb: number
  readonly files: number
  readonly threads: number
  /** Megabytes by who holds them, as `/metrics` says. */
  readonly parts: Readonly<Record<MemoryPart, number>>
}

export const memoryParts = ['heap', 'external', 'buffers', 'lake'] as const

type MemoryPart = (typeof memoryParts)[number]

interface ServerOptions {
  /** Such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[]
  /** A workspace that is there already, and stays; without it an empty one. */
  readonly data?: string
}

export async function startServer(options: ServerOptions = {}): Promise<LoadedServer> {
  const { nodeOptions = [] } = options
  const folder = await mkdtemp(join(tmpdir(), 'throughline-load-'))
  const data = options.data ?? join(folder, 'data')
  const cli = join(import.meta.dirname, '../../dist/cli.js')
  const words = [...nodeOptions, cli, 'serve', '--data', data, '--port', '0']
  const child = spawn(process.execPath, words, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, THROUGHLINE_LOG_LEVEL: 'warn' },
  })
  const url = await readUrl(child)
  const pid = child.pid!
  return {
    url,
    folder,
    pid,
    measure: async () => ({ ...(await measure(pid)), parts: await readParts(url) }),
    readMainThreadMs: () =>
      Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(nodeOptions.length > 0 ? join(folder, 'data') : folder, {
        recursive: true,
        force: true,
      })
      return child.exitCode
    },
  }
}

async function readUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url !== undefined) return url
  }
  throw new Error('the server ended before it listened')
}

/** Linux only. */
async function measure(pid: number): Promise<Omit<Holdings, 'parts'>> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const numberOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
  return {
    residentMb: Math.round(numberOf('VmRSS') / 1024),
    files: (await readdir(`/proc/${pid}/fd`)).length,
    threads: numberOf('Threads'),
  }
}

async function readParts(url: string): Promise<Holdings['parts']> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const bytesOf = (part: string) => Number(new RegExp(`part="${part}"} (.+)`).exec(text)?.[1])
  const entries = memoryParts.map((part) => [part, Math.round(bytesOf(part) / 2 ** 20)])
  return Object.fromEntries(entries) as Holdings['parts']
}
