// Mixed work for a long time; whether memory, files and threads stay as they are: node scripts/soak.mjs --minutes 60
import { runBin, runNode } from './run.mjs'

if (!runNode(['scripts/build.mjs', '--no-web'])) process.exit(1)
if (!runBin('tsx', ['bench/load/soak.ts', ...process.argv.slice(2)])) process.exit(1)
