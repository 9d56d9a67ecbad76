import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isReportKind } from '../src/query/reports/index.ts'
import { type BenchOptions, readArguments } from './arguments.ts'
import { type Child, startChild } from './child.ts'
import { firstDifference, normalised } from './compare.ts'
import { foldersOf } from './folders.ts'
import { compileLoops, runLoop } from './loops.ts'
import { generateEvents, inChild, loadJourney } from './prepare.ts'
import type { Question, Row } from './question.ts'
import { questions } from './questions/index.ts'
import { machine, type Measured, type Restart, summaryOf } from './summary.ts'
import type { Answered } from './timing.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const options = readArguments()
const root = join(here, '.cache', String(options.events))
const folders = foldersOf(root)

interface Engine {
  readonly name: 'journey' | 'clickhouse' | 'duckdb' | 'c'
  /** Undefined where this engine is not asked this question. */
  answer(question: Question): Promise<Answered> | undefined
  /** The rows without the freedom of reading in several streams. */
  readonly inOneStream?: (question: Question) => Promise<readonly Row[]>
}

await generateEvents(root, options.events)
const loading = await loadJourney(root, options.imports)
const { asked, skipped } = chooseQuestions(options)
const children: Child[] = []
const differences: string[] = []
const measured = await measureAll(await openEngines(options))
for (const child of children) await child.stop()
const restart = options.only ? null : await measureRestart()
const results = { ...options, questions: measured, loading, restart, skipped, differences }
const summary = summaryOf(results)
console.log(`\n${machine()}\n\n${summary}`)
if (options.json) {
  writeFileSync(options.json, `${JSON.stringify({ machine: machine(), ...results }, null, 2)}\n`)
}
if (options.writes) {
  writeFileSync(join(here, 'results.md'), `# Results\n\n${machine()}.\n\n${summary}`)
}

function chooseQuestions({ only }: BenchOptions) {
  const wanted = questions.filter(({ id }) => only === null || only.includes(id))
  const kindsOf = ({ request }: Question) =>
    [request].flat().map((each) => (each as { kind: string }).kind)
  const isThere = (question: Question) => kindsOf(question).every(isReportKind)
  const left = wanted.filter((question) => !isThere(question)).map(({ id }) => id)
  return { asked: wanted.filter(isThere), skipped: left }
}

async function openEngines({ engines, runs }: BenchOptions): Promise<Engine[]> {
  const open = (name: string): Child => {
    const child = startChild(name, [root])
    children.push(child)
    return child
  }
  const journey = open('journey')
  await journey.call('open')
  const all: Engine[] = [{ name: 'journey', answer: ({ id }) => journey.call('answer', id, runs) }]
  for (const name of ['clickhouse', 'duckdb'] as const) {
    if (!engines.includes(name)) continue
    const child = open(name)
    if (name === 'duckdb') await child.call('load')
    const fileOf = ({ id }: Question) => join(here, name, `${id}.sql`)
    const sqlOf = (question: Question) => readFileSync(fileOf(question), 'utf8')
    all.push({
      name,
      answer(question) {
        if (!existsSync(fileOf(question))) return undefined
        return child.call('answer', sqlOf(question), runs)
      },
      ...(name === 'clickhouse' && {
        inOneStream: (question) => child.call('answerInOneStream', sqlOf(question)),
      }),
    })
  }
  const program = engines.includes('c') ? compileLoops(root) : undefined
  if (!program) return all
  const loop = async (id: string) => runLoop(program, folders.columns, id, runs)
  all.push({ name: 'c', answer: ({ id, isInC }) => (isInC ? loop(id) : undefined) })
  return all
}

/** Every question on every engine in turn, never two at the same time. */
async function measureAll(engines: readonly Engine[]): Promise<Measured[]> {
  const found: Measured[] = []
  let hasFailed = false
  for (const question of asked) {
    const times: Record<string, unknown> = {}
    let ours: Answered | undefined
    for (const engine of engines) {
      const { name, answer } = engine
      const answered = await answer(question)
      if (!answered) continue
      const { rows: _rows, ...timed } = answered
      times[name] = timed
      console.error(`${question.id} ${name} ${timed.medianMs.toFixed(1)} ms`)
      ours ??= answered
      const difference = await lastingDifference(question, ours, answered, engine)
      if (!difference) continue
      hasFailed = true
      note(`DIFFERENT: ${question.id}, ${name}: ${difference}`)
    }
    found.push({ id: question.id, title: question.title, ...times } as Measured)
  }
  if (hasFailed) process.exitCode = 1
  return found
}

/**
 * ClickHouse can put together a person at the border of two of its streams in another order from
 * run to run: what it answers when it reads in one stream decides.
 */
async function lastingDifference(
  question: Question,
  ours: Answered,
  first: Answered,
  { inOneStream }: Engine,
): Promise<string | undefined> {
  if (first === ours) return undefined
  const differs = (rows: readonly Row[]) =>
    firstDifference(question, ours.rows, normalised(question, rows))
  const difference = differs(first.rows)
  if (!difference || !inOneStream) return difference
  const lasting = differs(await inOneStream(question))
  if (!lasting)
    note(`${question.id}: the same only when ClickHouse reads in one stream; else ${difference}`)
  return lasting
}

function note(difference: string): void {
  differences.push(difference)
  console.error(difference)
}

/** A new process: how long until it is open and has answered, and how much memory it takes. */
function measureRestart(): Promise<Restart> {
  return inChild('journey', root, async (child) => {
    const openMs = await child.call<number>('open')
    const { firstMs } = await child.call<Answered>('answer', 'trend', 1)
    const bytes = await child.call<number>('loadTenColumns')
    return { openMs, firstQuestionMs: firstMs, bytesPerEvent: bytes / options.events }
  })
}
