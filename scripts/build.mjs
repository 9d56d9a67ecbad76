// Builds dist/: the command line with its server, the engine's worker, and the workspace.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { sourceState, stampFile } from './build-state.mjs'
import { root, runBin, runNode } from './run.mjs'

const dist = join(root, 'dist')

/** The packages that are installed beside the bundle: native ones, and those that start threads of their own. */
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const external = Object.keys(dependencies)

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external,
  logLevel: 'warning',
  legalComments: 'none',
  // Names stay: they are what a stack says.
  minifySyntax: true,
  minifyWhitespace: true,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
}

if (!runNode(['scripts/kernels.mjs'])) process.exit(1)
const state = sourceState()
rmSync(dist, { recursive: true, force: true })
await build({
  ...shared,
  entryPoints: { cli: join(root, 'src/cli.ts') },
  outdir: dist,
  splitting: true,
  chunkNames: '[name]-[hash]',
})
await bundleOne('src/hosts/threads/worker.ts', 'worker.js')
await bundleOne('src/hosts/cluster/executable.ts', 'engine.js')
if (existsSync(join(root, 'src/web/index.html')) && !process.argv.includes('--no-web')) {
  if (!runBin('vite', ['build', '--logLevel', 'warn'])) process.exit(1)
}
writeFileSync(stampFile, state)

async function bundleOne(source, target) {
  const entry = join(root, source)
  if (!existsSync(entry)) return
  await build({ ...shared, entryPoints: [entry], outfile: join(dist, target) })
}
