import type { AnonymousWays, StitchingDifference } from '../../../../model/answers/what-if.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { printFigure } from '../../../components/figures.ts'
import { Note } from '../../../components/note.tsx'
import { texts } from '../../../texts/index.ts'

const t = texts.whatIf

interface Row {
  readonly name: string
  readonly now: string
  readonly ofWay: (way: AnonymousWays['ways'][number]) => string
}

/** The ways of owning anonymous rows side by side, with what is now. */
export function WaysTable({ answer: { ways, present } }: { readonly answer: AnonymousWays }) {
  const [first] = ways
  const warnings = [...new Set(ways.flatMap((way) => way.warnings))]
  return (
    <>
      {warnings.length > 0 && <Note variant="notice" title={t.warnings} lines={warnings} />}
      <DataTable
        label={t.waysTitle}
        rows={first === undefined ? [] : rowsOf(first)}
        keyOf={({ name }) => name}
        columns={[
          { name: t.figure, cell: ({ name }) => name },
          {
            name: present === null ? t.present : t.now(t.wayNames[present]),
            isNumber: true,
            cell: ({ now }) => now,
          },
          ...ways.map((way) => ({
            name: t.wayNames[way.anonymous],
            isNumber: true,
            cell: ({ ofWay }: Row) => ofWay(way),
          })),
        ]}
      />
    </>
  )
}

/** What is now is the same beside each way. */
const rowsOf = ({ people, metrics }: StitchingDifference): readonly Row[] => [
  {
    name: t.rows.all,
    now: printFigure(people.before),
    ofWay: (way) => printFigure(way.people.after),
  },
  { name: t.rows.merged, now: '', ofWay: (way) => printFigure(way.people.merged.before) },
  { name: t.rows.split, now: '', ofWay: (way) => printFigure(way.people.split.before) },
  {
    name: t.movedRows,
    now: '',
    ofWay: ({ datasets }) => printFigure(datasets.reduce((sum, { rows }) => sum + rows.moved, 0)),
  },
  ...metrics.map(({ name, format, before }, index) => ({
    name,
    now: printFigure(before, format),
    ofWay: (way: StitchingDifference) => printFigure(way.metrics[index]!.after, format),
  })),
]
