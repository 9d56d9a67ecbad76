import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { demoConnection } from '../../src/demo/definitions/connection.ts'
import { demoDataView } from '../../src/demo/definitions/data-view.ts'
import { demoDatasets } from '../../src/demo/definitions/datasets.ts'
import { type WrittenDemo, writeDemo } from '../../src/demo/index.ts'
import type { ImportOutcome } from '../../src/model/answers/imports.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import type { Ask } from './find-truth.ts'
import { parseRow, type PersonOf, readLines, readPerfectIdentity } from './perfect-identity.ts'

export interface DemoWorkspace {
  readonly workspace: Workspace
  readonly demo: WrittenDemo
  readonly imported: readonly ImportOutcome[]
  /** Asks about people as each dataset knows them by itself. */
  readonly askApart: Ask
  /** Asks about people as stitching finds them. */
  readonly askStitched: Ask
  /** Asks about people as the truth knows them: every row was given its person before it was imported. */
  readonly askPerfect: Ask
}

/** The demo company, imported; its rows have a further field that says whose they are. */
export async function openDemoWorkspace(people: number): Promise<DemoWorkspace> {
  const workspace = await openWorkspace()
  const folder = join(workspace.folder, 'demo')
  const demo = await writeDemo(folder, { people, day: '2026-03-01' })
  const events = demo.files.filter(({ type }) => type === 'event')
  const web = events.filter(({ dataset }) => dataset === 'web').flatMap(({ paths }) => paths)
  const personOf = await readPerfectIdentity(folder, web)
  for (const path of events.flatMap(({ paths }) => paths)) await addPersons(path, personOf)
  await workspace.post('apply', demoDatasets.map(withPerson))
  const imported: ImportOutcome[] = []
  for (const { dataset, type, paths } of demo.files) {
    imported.push(await workspace.throughline.datasets.importFiles(dataset, paths, { kind: type }))
  }
  await workspace.post('apply', [...connections(), demoDataView, apartView, perfectView])
  return {
    workspace,
    demo,
    imported,
    askApart: asking(workspace, demo, apartView.id),
    askStitched: asking(workspace, demo, demoDataView.id),
    askPerfect: asking(workspace, demo, perfectView.id),
  }
}

const apartView = { ...demoDataView, id: 'apart', name: 'Apart', connection: 'apart' }
const perfectView = { ...demoDataView, id: 'perfect', name: 'Perfect', connection: 'perfect' }

const withPerson = (dataset: (typeof demoDatasets)[number]): object =>
  dataset.type === 'event'
    ? { ...dataset, fields: { ...dataset.fields, person: 'string' } }
    : dataset

function connections(): readonly object[] {
  const { spaces, connection: stitched } = demoConnection({ isStitched: true })
  const { connection: apart } = demoConnection({ isStitched: false })
  const datasets = apart.datasets.map((entry) => {
    if (!('personId' in entry) || entry.dataset === 'customers') return entry
    return { dataset: entry.dataset, personId: 'person' }
  })
  return [
    ...spaces,
    stitched,
    { ...apart, id: 'apart', name: 'Apart' },
    { ...apart, id: 'perfect', name: 'Perfect', datasets },
  ]
}

const asking =
  (workspace: Workspace, { truth }: WrittenDemo, dataView: string): Ask =>
  (request) =>
    workspace.post('reports', { dataView, dateRange: truth.dateRange, ...request })

/** Broken lines stay as they are. */
async function addPersons(path: string, personOf: PersonOf): Promise<void> {
  const lines = await readLines(path)
  const changed = path.includes('.csv') ? toCsv(lines, personOf) : toJsonLines(lines, personOf)
  await writeFile(path, gzipSync(`${changed.join('\n')}\n`))
}

function toJsonLines(lines: readonly string[], personOf: PersonOf): readonly string[] {
  return lines.map((line) => {
    const row = parseRow(line)
    return row === undefined ? line : JSON.stringify({ ...row, person: personOf(row) })
  })
}

/** No id has a comma, and all come before what may have one. */
function toCsv([header = '', ...lines]: readonly string[], personOf: PersonOf): readonly string[] {
  const names = header.split(',')
  const rowOf = (line: string) => {
    const cells = line.split(',').map((cell, index) => [names[index], cell] as const)
    return Object.fromEntries(cells.filter(([, cell]) => cell !== ''))
  }
  return [`${header},person`, ...lines.map((line) => `${line},${personOf(rowOf(line))}`)]
}
