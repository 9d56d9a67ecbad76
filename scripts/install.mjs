import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** Installs the packages of the lock file where there are none. */
export function install() {
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) return true
  return run('npm', ['install', '--no-audit', '--no-fund'])
}
