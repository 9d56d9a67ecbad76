import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** Installs the packages of the lock file, which stays as it is, where other ones or none are. */
export function install() {
  if (isInstalled()) return true
  return run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
}

/** Whether every package has the version of the lock file; those of other platforms may be missing. */
function isInstalled() {
  const folder = join(root, 'node_modules')
  const installed = readPackages(join(folder, '.package-lock.json'))
  // A linked folder belongs to another checkout: npm would empty it there.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return true
  if (installed === undefined) return false
  const { '': _, ...locked } = readPackages(join(root, 'package-lock.json')) ?? {}
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) =>
    path in installed ? installed[path].version === version : Boolean(optional || devOptional),
  )
}

const readPackages = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
