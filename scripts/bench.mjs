// npm run bench: the question set on Throughline, ClickHouse, DuckDB and C loops; see bench/README.md.
import { join } from 'node:path'
import { build } from 'esbuild'
import { root, runBin, runNode } from './run.mjs'

if (!runNode(['scripts/kernels.mjs'])) process.exit(1)

// The engine is measured as it is shipped: bundled, with its worker beside it.
await build({
  entryPoints: {
    journey: join(root, 'bench/journey.ts'),
    worker: join(root, 'src/hosts/threads/worker.ts'),
  },
  outdir: join(root, 'build/bench'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
if (!runBin('tsx', ['bench/index.ts', ...process.argv.slice(2)])) process.exit(1)
