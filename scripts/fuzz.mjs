// Sends random requests, right and wrong, to every route: node scripts/fuzz.mjs --requests 50000 --seed 1
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const args = ['--expose-gc', '--import', 'tsx', 'test/fuzz/run.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
