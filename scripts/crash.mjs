// Kills a process at random moments of everything that it writes: node scripts/crash.mjs --kills 200
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } })
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    'test/bad-input/crash.test.ts',
    // A machine that does much beside is slow, which says nothing about what is lost.
    '--testTimeout=600000',
    '--reporter=verbose',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, THROUGHLINE_KILLS: values.kills },
  },
)
process.exit(status ?? 1)
