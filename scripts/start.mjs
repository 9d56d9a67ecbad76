// npm start: installs and builds what is missing, then serves the workspace.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { isBuilt } from './build-state.mjs'
import { install } from './install.mjs'
import { root, runNode } from './run.mjs'

if (!install()) process.exit(1)
if (!isBuilt()) {
  console.log('Building Throughline …')
  if (!runNode(['scripts/build.mjs'])) process.exit(1)
}

const server = spawn(
  process.execPath,
  [join(root, 'dist/cli.js'), 'serve', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
