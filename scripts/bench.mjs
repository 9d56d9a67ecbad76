// npm run bench: the question set on Throughline, ClickHouse, DuckDB and C loops; see bench/README.md.
import { runBin, runNode } from './run.mjs'

if (!runNode(['scripts/kernels.mjs'])) process.exit(1)
if (!runBin('tsx', ['bench/index.ts', ...process.argv.slice(2)])) process.exit(1)
