import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs a program with its output shown; gives whether it went well. */
export function run(program, args, env = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (error) console.error(error.message)
  return status === 0
}

/** Runs a program of the installed packages. */
export const runBin = (name, args, env) => run(join(root, 'node_modules/.bin', name), args, env)

export const runNode = (args, env) => run(process.execPath, args, env)

/** Runs named steps in order; gives the names of those that failed. */
export function runSteps(steps) {
  const failed = []
  for (const [name, step] of Object.entries(steps)) {
    console.log(`\n── ${name}`)
    if (!step()) failed.push(name)
  }
  return failed
}
