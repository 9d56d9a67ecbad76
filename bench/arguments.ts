import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly events: number
  readonly runs: number
  readonly only: readonly string[] | null
  readonly engines: readonly string[]
  readonly json: string | undefined
  readonly writes: boolean
  readonly imports: boolean
}

const FULL = 20_000_000
const QUICK = 2_000_000

export function readArguments(): BenchOptions {
  const { values } = parseArgs({
    options: {
      events: { type: 'string' },
      quick: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      engines: { type: 'string', default: 'journey,clickhouse,duckdb,c' },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      import: { type: 'boolean', default: false },
    },
  })
  return {
    events: Number(values.events ?? (values.quick ? QUICK : FULL)),
    runs: Number(values.runs),
    only: values.only?.split(',') ?? null,
    engines: values.engines.split(','),
    json: values.json,
    writes: values.write,
    imports: values.import,
  }
}
