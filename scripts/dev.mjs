// npm run dev: the server from its sources, restarted when they change, and the workspace from vite.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root, runNode } from './run.mjs'

if (!runNode(['scripts/kernels.mjs'])) process.exit(1)
const bin = (name) => join(root, 'node_modules/.bin', name)
const started = [
  spawn(bin('tsx'), ['watch', 'src/cli.ts', 'serve', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  }),
  spawn(bin('vite'), [], { cwd: root, stdio: 'inherit' }),
]
const stop = () => {
  for (const child of started) child.kill()
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of started) child.on('exit', stop)
