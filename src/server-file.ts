import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the server that has a data folder open can be reached; commands talk to it. */
export interface ServerFile {
  readonly pid: number
  readonly url: string
  readonly token?: string | undefined
}

const pathIn = (dataDir: string): string => join(dataDir, 'server.json')

/** Readable by its owner only: it may hold the token. */
export async function writeServerFile(dataDir: string, file: ServerFile): Promise<void> {
  await writeFile(pathIn(dataDir), `${JSON.stringify(file)}\n`, { mode: 0o600 })
}

export async function removeServerFile(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true })
}

/** The server of a data folder, if one answers. */
export async function findServer(dataDir: string): Promise<ServerFile | undefined> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const file = JSON.parse(text) as ServerFile
    const answer = await fetch(`${file.url}/healthz`, { signal: AbortSignal.timeout(2000) })
    return answer.ok ? file : undefined
  } catch {
    return undefined
  }
}
