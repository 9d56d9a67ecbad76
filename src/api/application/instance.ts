import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const instanceFile = z.object({ id: z.string(), secret: z.string().length(64) })

/** What only those know who can read a data folder. */
export interface Instance {
  readonly id: string
  /** What commands send with their requests that have the folder. */
  readonly folderKey: string
  /** Shows that this server has the folder, to who has it too: of what was asked, at a port. */
  prove(nonce: string, port: number): string
}

/** Makes the secret of a folder when it has none. */
export async function openInstance(dataDir: string): Promise<Instance> {
  return (await readInstance(dataDir)) ?? createInstance(dataDir)
}

export async function readInstance(dataDir: string): Promise<Instance | undefined> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch(() => '')
  const { data } = instanceFile.safeParse(jsonOf(text))
  return data && instanceOf(data)
}

/** A damaged file is made anew. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function createInstance(dataDir: string): Promise<Instance> {
  const file = { id: randomUUID(), secret: randomBytes(32).toString('hex') }
  await writeFile(pathIn(dataDir), `${JSON.stringify(file)}\n`, { mode: 0o600 })
  return instanceOf(file)
}

function instanceOf({ id, secret }: z.output<typeof instanceFile>): Instance {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  return {
    id,
    folderKey: sign('commands'),
    // The port is part of it: who only passes questions on listens at another one.
    prove: (nonce, port) => sign(`server\n${port}\n${nonce}`),
  }
}

const pathIn = (dataDir: string): string => join(dataDir, 'instance.json')

export function isSameProof(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
