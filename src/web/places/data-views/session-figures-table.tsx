import type { SessionFigures } from '../../../model/answers/previews.ts'
import { DataTable } from '../../components/data-table.tsx'
import { printDuration, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

const words = texts.dataViewPage

interface SessionFiguresTableProps {
  readonly before: SessionFigures | undefined
  readonly after: SessionFigures
}

const rows: readonly { readonly name: string; readonly print: (of: SessionFigures) => string }[] = [
  { name: words.timeout, print: ({ timeoutSeconds }) => printDuration(timeoutSeconds) },
  { name: words.sessionCount, print: ({ sessions }) => printFigure(sessions) },
  {
    name: words.eventsPerSession,
    print: ({ events, sessions }) => printFigure(sessions === 0 ? null : events / sessions),
  },
  {
    name: words.sessionsPerPerson,
    print: ({ people, sessions }) => printFigure(people === 0 ? null : sessions / people),
  },
  { name: words.people, print: ({ people }) => printFigure(people) },
  { name: words.events, print: ({ events }) => printFigure(events) },
]

/** What sessions come of the rules, as saved and as they would be. */
export const SessionFiguresTable = ({ before, after }: SessionFiguresTableProps) => (
  <DataTable
    label={words.effect}
    rows={rows}
    keyOf={({ name }) => name}
    columns={[
      { name: words.effect, cell: ({ name }) => name },
      ...(before === undefined
        ? []
        : [
            {
              name: words.before,
              isNumber: true,
              cell: ({ print }: (typeof rows)[number]) => print(before),
            },
          ]),
      { name: words.after, isNumber: true, cell: ({ print }) => print(after) },
    ]}
  />
)
