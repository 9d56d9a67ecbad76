import { randomBytes } from 'node:crypto'
import { link, open, readFile, unlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeFolder } from '../../../model/make-folder.ts'

const KEY_BYTES = 32

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The key that secrets are sealed with: `THROUGHLINE_SECRET_KEY` (32 bytes, base64 or hex), else a file that is made
 * when it is first needed. It lies beside no data: who copies the data folder, or a backup, has no secrets.
 */
export async function readKey(env: Environment): Promise<Buffer> {
  const told = env['THROUGHLINE_SECRET_KEY']
  return told === undefined ? readKeyFile(keyPath(env)) : parseKey(told, 'THROUGHLINE_SECRET_KEY')
}

/** Where the key's file is, unless the environment holds the key itself. */
export const keyPath = (env: Environment): string =>
  env['THROUGHLINE_SECRET_KEY_FILE'] ??
  join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'throughline', 'secret.key')

function parseKey(text: string, from: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64')
  if (key.length === KEY_BYTES) return key
  throw new Error(`${from} holds no key of ${KEY_BYTES} bytes, in base64 or hex`)
}

async function readKeyFile(path: string): Promise<Buffer> {
  try {
    return parseKey(await readFile(path, 'utf8'), path)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'ENOENT') throw error
  }
  await makeKeyFile(path)
  return parseKey(await readFile(path, 'utf8'), path)
}

/** Whole or not at all, for its owner alone; where another process was quicker, its key counts. */
async function makeKeyFile(path: string): Promise<void> {
  await makeFolder(dirname(path))
  const draft = `${path}.${process.pid}`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch((error: unknown) => {
    if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error
  })
  await unlink(draft)
}
