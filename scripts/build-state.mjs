import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

export const stampFile = join(root, 'dist/.built-from')

/** A short text that changes with every source file. */
export function sourceState() {
  const hash = createHash('sha256')
  for (const name of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    const file = statSync(join(root, 'src', name))
    if (file.isFile() && !name.endsWith('.test.ts')) hash.update(`${name} ${file.mtimeMs}\n`)
  }
  for (const name of ['package.json', 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs']) {
    if (existsSync(join(root, name))) hash.update(readFileSync(join(root, name)))
  }
  return hash.digest('hex')
}

export const isBuilt = () =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceState()
