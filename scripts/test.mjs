// npm test: installs, builds and tests everything. The last line counts: N passed, N failed, N skipped.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { changedSince, gitState } from './git-state.mjs'
import { install } from './install.mjs'
import { root, runBin, runNode, runSteps } from './run.mjs'

const reportFile = join(root, 'build/test-results.json')
const webTypes = join(root, 'src/web/tsconfig.json')

/** A file system in memory, where there is one; and how much of it has to be free. */
const memory = '/dev/shm'
const ROOM_BYTES = 8 * 2 ** 30

const before = gitState()
if (!install()) finish({ passed: 0, failed: 1, skipped: 0 })
const chromium = findChromium()
if (!chromium) console.log('no Chromium: the browser tests are skipped; CHROME_PATH names one')

const steps = {
  build: () => runNode(['scripts/build.mjs']),
  types: () => runBin('tsc', ['-p', 'tsconfig.json']),
  ...(existsSync(webTypes) && {
    'types of the workspace': () => runBin('tsc', ['-p', 'src/web/tsconfig.json']),
  }),
  lint: () => runBin('oxlint', []),
}
if (!before) console.log('no git checkout: whether files are left behind is skipped')
const lastSteps = before ? { 'no file left behind': leavesNoFile } : {}

const broken = runSteps(steps)
const tests = runTests()
broken.push(...runSteps(lastSteps))
if (broken.length > 0) console.log(`\nfailed steps: ${broken.join(', ')}`)
finish({
  passed: tests.passed + Object.keys({ ...steps, ...lastSteps }).length - broken.length,
  failed: tests.failed + broken.length,
  skipped: tests.skipped + (before ? 0 : 1),
})

function leavesNoFile() {
  const changed = changedSince(before)
  if (changed.length > 0)
    console.error(`changed by installing, building or testing:\n${changed.join('\n')}`)
  return changed.length === 0
}

function runTests() {
  console.log('\n── tests')
  rmSync(reportFile, { force: true })
  const scratch = makeScratch()
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const env = {
    CI: 'true',
    ...(chromium && { CHROME_PATH: chromium }),
    ...(scratch && { TMPDIR: scratch }),
    ...(!broken.includes('build') && { BUILT_WEB: join(root, 'dist/web') }),
  }
  const isGood = runBin('vitest', ['run', ...reporters], env)
  if (scratch) rmSync(scratch, { recursive: true, force: true })
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(reportFile, 'utf8'))
  const empty = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numFailedTests + empty.length
  return {
    passed: report.numPassedTests,
    failed: isGood ? failed : Math.max(1, failed),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** A folder for what tests write, which waits for no disk then; nothing where memory is scarce. */
function makeScratch() {
  if (!existsSync(memory)) return undefined
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize < ROOM_BYTES ? undefined : mkdtempSync(join(memory, 'throughline-tests-'))
}

function finish({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
