import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Instance, isSameProof, readInstance } from './api/application/instance.ts'

/** Where the server that has a data folder open can be reached; commands talk to it. */
export interface ServerFile {
  readonly pid: number
  readonly url: string
}

/** A server that has shown that it has the folder, and what it knows who has it by. */
export interface FoundServer extends ServerFile {
  readonly folderKey: string
}

const pathIn = (dataDir: string): string => join(dataDir, 'server.json')

export async function writeServerFile(dataDir: string, file: ServerFile): Promise<void> {
  await writeFile(pathIn(dataDir), `${JSON.stringify(file)}\n`, { mode: 0o600 })
}

export async function removeServerFile(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true })
}

/**
 * The server of a data folder, if one answers and is the folder's: after a crash, any program may listen
 * at its port. Nothing is sent to it before but a random number.
 */
export async function findServer(dataDir: string): Promise<FoundServer | undefined> {
  const instance = await readInstance(dataDir)
  const text = await readFile(pathIn(dataDir), 'utf8').catch(() => undefined)
  if (instance === undefined || text === undefined) return undefined
  try {
    const file = JSON.parse(text) as ServerFile
    return (await isOwn(file.url, instance))
      ? { ...file, folderKey: instance.folderKey }
      : undefined
  } catch {
    return undefined
  }
}

async function isOwn(url: string, instance: Instance): Promise<boolean> {
  const nonce = randomBytes(32).toString('hex')
  const answer = await fetch(`${url}/api/v1/instance?nonce=${nonce}`, {
    redirect: 'error',
    signal: AbortSignal.timeout(2000),
  })
  const { proof } = (await answer.json()) as { readonly proof?: unknown }
  const port = Number(new URL(url).port || 80)
  return typeof proof === 'string' && isSameProof(proof, instance.prove(nonce, port))
}
