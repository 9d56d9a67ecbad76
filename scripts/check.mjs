// npm run check: what must hold before a commit.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runBin, runNode, runSteps } from './run.mjs'

const failed = runSteps({
  kernels: () => runNode(['scripts/kernels.mjs']),
  format: () => runBin('biome', ['format']),
  lint: () => runBin('oxlint', []),
  types: () => runBin('tsc', ['-p', 'tsconfig.json']),
  'types of the workspace': () =>
    !existsSync(join(root, 'src/web/tsconfig.json')) ||
    runBin('tsc', ['-p', 'src/web/tsconfig.json']),
  'unused code': () => runBin('knip', []),
  'code that only tests use': () => runBin('knip', ['--production']),
  'unit tests': () => runBin('vitest', ['run', 'src'], { CI: 'true' }),
})
console.log(failed.length === 0 ? '\nall checks passed' : `\nfailed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
