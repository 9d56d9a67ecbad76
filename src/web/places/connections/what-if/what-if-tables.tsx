import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { StitchingDifference, WhatIf } from '../../../../model/answers/what-if.ts'
import type { NumberFormat } from '../../../../model/format.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { printFigure } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { Note } from '../../../components/note.tsx'
import { PagedTable } from '../../../components/paged-table.tsx'
import { texts } from '../../../texts/index.ts'

const t = texts.whatIf

/** People, rows and metrics before and after, and what moves. */
export const WhatIfTables = ({ answer }: { readonly answer: WhatIf }) => (
  <>
    {answer.warnings.length > 0 && (
      <Note variant="notice" title={t.warnings} lines={answer.warnings} />
    )}
    <div className={pair}>
      <PeopleTable people={answer.people} />
      <MetricTable metrics={answer.metrics} />
    </div>
    <DatasetTable datasets={answer.datasets} />
    {answer.dimension !== null && <ItemTable answer={answer} dimension={answer.dimension} />}
    <Examples people={answer.people} />
  </>
)

interface Pair {
  readonly before: number | null
  readonly after: number | null
}

const printChange = ({ before, after }: Pair, format?: NumberFormat): string =>
  t.change(printFigure(before, format), printFigure(after, format))

function PeopleTable({ people }: Pick<StitchingDifference, 'people'>) {
  const rows: readonly (readonly [keyof typeof t.rows, Pair])[] = [
    ['all', people],
    ['merged', people.merged],
    ['split', people.split],
    ['renamed', { before: people.renamed, after: people.renamed }],
    ['same', { before: people.same, after: people.same }],
    ['moved', { before: people.gone, after: people.appeared }],
  ]
  return (
    <DataTable
      label={t.people}
      rows={rows}
      keyOf={([name]) => name}
      columns={[
        { name: t.people, cell: ([name]) => t.rows[name] },
        { name: t.before, isNumber: true, cell: ([, { before }]) => printFigure(before) },
        { name: t.after, isNumber: true, cell: ([, { after }]) => printFigure(after) },
      ]}
    />
  )
}

const MetricTable = ({ metrics }: Pick<StitchingDifference, 'metrics'>) => (
  <DataTable
    label={t.metrics}
    rows={metrics}
    keyOf={({ metric }) => metric}
    columns={[
      { name: t.metric, cell: ({ name }) => name },
      { name: t.before, isNumber: true, cell: ({ before, format }) => printFigure(before, format) },
      { name: t.after, isNumber: true, cell: ({ after, format }) => printFigure(after, format) },
    ]}
  />
)

const DatasetTable = ({ datasets }: Pick<StitchingDifference, 'datasets'>) => (
  <DataTable
    label={t.datasets}
    rows={datasets}
    keyOf={({ dataset }) => dataset}
    columns={[
      { name: t.dataset, cell: ({ dataset }) => dataset },
      { name: t.rowsOf, isNumber: true, cell: ({ rows }) => printChange(rows) },
      { name: t.movedRows, isNumber: true, cell: ({ rows }) => printFigure(rows.moved) },
      { name: t.people, isNumber: true, cell: ({ people }) => printChange(people) },
      { name: t.sessions, isNumber: true, cell: ({ sessions }) => printChange(sessions) },
      { name: t.events, isNumber: true, cell: ({ events }) => printChange(events) },
    ]}
  />
)

interface ItemTableProps {
  readonly answer: WhatIf
  readonly dimension: string
}

function ItemTable({ answer: { rows, rowCount, metrics }, dimension }: ItemTableProps) {
  const title = t.items(dimension, printFigure(rowCount))
  if (rows.length === 0) return <p className={remark}>{`${title}. ${t.noItems}`}</p>
  return (
    <PagedTable
      label={title}
      rows={rows}
      keyOf={({ item }) => JSON.stringify(item)}
      columns={[
        { name: t.item, cell: ({ item, label }) => printItem(item, dimension, label) },
        ...metrics.map(({ name, format }, index) => ({
          name,
          isNumber: true,
          cell: ({ values }: (typeof rows)[number]) => printChange(values[index]!, format),
        })),
      ]}
    />
  )
}

function Examples({ people: { merged, split } }: Pick<StitchingDifference, 'people'>) {
  const tables = [
    {
      title: t.merged,
      rows: merged.examples.map(({ from, ...each }) => ({ ...each, others: from })),
    },
    {
      title: t.splitUp,
      rows: split.examples.map(({ into, ...each }) => ({ ...each, others: into })),
    },
  ]
  return tables.map(
    ({ title, rows }) =>
      rows.length > 0 && (
        <PagedTable
          key={title}
          label={title}
          rows={rows}
          rowsPerPage={5}
          keyOf={({ person }) => person}
          columns={[
            { name: title, cell: ({ person }) => person },
            { name: t.count, isNumber: true, cell: ({ count }) => printFigure(count) },
            { name: t.such, cell: ({ others }) => others.join(', ') },
          ]}
        />
      ),
  )
}

const pair = style({
  display: 'grid',
  gridTemplateColumns: { default: ['minmax(0, 1fr)'], md: ['minmax(0, 1fr)', 'minmax(0, 1fr)'] },
  columnGap: 32,
  rowGap: 16,
})
const remark = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
