import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os'
import { median, type Times } from './timing.ts'

export interface Measured {
  readonly id: string
  readonly title: string
  readonly journey: Times
  readonly clickhouse?: Times
  readonly duckdb?: Times
  readonly c?: Times
}

export interface Loading {
  readonly lakeMs: number
  readonly journeyMs: number
}

export interface Restart {
  readonly openMs: number
  readonly firstQuestionMs: number
  readonly bytesPerEvent: number
}

export interface Results {
  readonly events: number
  readonly runs: number
  readonly questions: readonly Measured[]
  readonly loading: Loading | null
  readonly restart: Restart | null
  readonly skipped: readonly string[]
  /** One line per answer that was not the same, or not the same in every run. */
  readonly differences: readonly string[]
}

const milliseconds = (value: number | null | undefined): string => {
  if (value === undefined || value === null) return ''
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')
}

const times = (value: number | undefined): string => {
  if (value === undefined || !Number.isFinite(value)) return ''
  return value < 10 ? `${value.toFixed(1)}×` : `${Math.round(value)}×`
}

type Rival = 'clickhouse' | 'duckdb'

const wallRatio = (m: Measured, rival: Rival): number | undefined =>
  m[rival] && m[rival].medianMs / m.journey.medianMs

const cpuRatio = (m: Measured, rival: Rival): number | undefined =>
  m[rival] && m[rival].medianCpuMs! / m.journey.medianCpuMs!

/** Processor time of ours over that of the loop: both per core. */
const loopRatio = (m: Measured): number | undefined => m.c && m.journey.medianCpuMs! / m.c.medianMs

function row(m: Measured): string {
  const cells = [
    m.title,
    milliseconds(m.journey.medianMs),
    milliseconds(m.journey.medianCpuMs),
    milliseconds(m.clickhouse?.medianMs),
    times(wallRatio(m, 'clickhouse')),
    times(cpuRatio(m, 'clickhouse')),
    milliseconds(m.duckdb?.medianMs),
    times(wallRatio(m, 'duckdb')),
    times(cpuRatio(m, 'duckdb')),
    milliseconds(m.c?.medianMs),
    times(loopRatio(m)),
  ]
  return `| ${cells.join(' | ')} |`
}

const head = [
  '| question | Throughline ms | processor ms | ClickHouse ms | ratio | processor | DuckDB ms | ratio | processor | C ms (one core) | ours per core / C |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
]

const medianRatio = (ratios: readonly (number | undefined)[]): string => {
  const known = ratios.filter((ratio) => ratio !== undefined)
  return known.length === 0 ? '–' : times(median(known))
}

/** The table with its medians, and what else was measured, as markdown. */
export function summaryOf(results: Results): string {
  const { events, runs, questions, loading, restart, skipped, differences } = results
  const of = (ratio: (m: Measured) => number | undefined) => medianRatio(questions.map(ratio))
  const perSecond = (ms: number) => Math.round(events / (ms / 1000)).toLocaleString('en')
  return [
    `${events.toLocaleString('en')} events, medians of ${runs} warm runs.`,
    differences.length === 0
      ? 'Every engine gave the same answers.'
      : 'Not all answers agree, see below.',
    '',
    ...head,
    ...questions.map(row),
    '',
    `Median ratio to ClickHouse: ${of((m) => wallRatio(m, 'clickhouse'))} (processor time ${of((m) => cpuRatio(m, 'clickhouse'))}); to DuckDB: ${of((m) => wallRatio(m, 'duckdb'))} (processor time ${of((m) => cpuRatio(m, 'duckdb'))}); processor time over that of one C loop: ${of(loopRatio)}.`,
    ...(loading
      ? [
          `Import of the CSV: ${perSecond(loading.lakeMs)} rows/s to the lake, ${perSecond(loading.lakeMs + loading.journeyMs)} rows/s to a queryable journey.`,
        ]
      : []),
    ...(restart
      ? [
          `After a restart: open in ${milliseconds(restart.openMs)} ms, first question in ${milliseconds(restart.firstQuestionMs)} ms. Memory of the process with ten columns: ${restart.bytesPerEvent.toFixed(0)} bytes per event.`,
        ]
      : []),
    ...differences.map((difference) => `- ${difference}`),
    ...(skipped.length > 0 ? [`Left out (no such report yet): ${skipped.join(', ')}.`] : []),
    '',
  ].join('\n')
}

export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} × ${model}, ${memory} GB, ${platform()} ${release()} ${arch()}, Node ${process.version}`
}
