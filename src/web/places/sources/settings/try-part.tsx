import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation } from '@tanstack/react-query'
import type { TriedSource } from '../../../../model/answers/sources.ts'
import { type PulledPlaceDocument, trySource } from '../../../api/index.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { noFigure, printFigure } from '../../../components/figures.ts'
import { Note } from '../../../components/note.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { texts } from '../../../texts/index.ts'

interface TryPartProps {
  readonly place: PulledPlaceDocument
  readonly isWhole: boolean
}

const t = texts.sources

/** Looks at a place as it is written, and says what is there. */
export function TryPart({ place, isWhole }: TryPartProps) {
  const test = useMutation({ mutationFn: (asked: PulledPlaceDocument) => trySource(asked) })
  const isOutdated = test.data && JSON.stringify(test.variables) !== JSON.stringify(place)
  return (
    <>
      <div>
        <Button
          size="S"
          variant="secondary"
          isDisabled={!isWhole}
          isPending={test.isPending}
          onPress={() => test.mutate(place)}
        >
          {t.test}
        </Button>
      </div>
      <p role="status" className={style({ font: 'ui', margin: 0, overflowWrap: 'anywhere' })}>
        {isOutdated ? t.testOutdated : test.data && sayFound(test.data)}
      </p>
      {test.error && <ProblemNotice error={test.error} />}
      {test.data && !isOutdated && <Found found={test.data} />}
    </>
  )
}

function sayFound({ files, columns }: TriedSource): string {
  if (files === null) return t.tableFound(columns.length)
  const named = files.examples.slice(0, 3).join(', ')
  return files.count === 0 ? t.noFiles : t.filesFound(files.count, printFigure(files.count), named)
}

function Found({ found: { columns, rows, problem } }: { readonly found: TriedSource }) {
  const lines = columns.map(({ name, type }, index) => ({
    name,
    type,
    values: rows.map((row) => row[index]),
  }))
  return (
    <>
      {problem !== null && <Note variant="notice" title={t.wouldBeRefused} lines={[problem]} />}
      {lines.length > 0 && (
        <DataTable
          label={t.columns}
          rows={lines}
          keyOf={({ name }) => name}
          columns={[
            { name: t.column, cell: ({ name }) => name },
            { name: t.type, cell: ({ type }) => type },
            { name: t.firstValues, cell: ({ values }) => values.map(print).join(', ') },
          ]}
        />
      )}
    </>
  )
}

const print = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return noFigure
  return typeof value === 'string' ? value : JSON.stringify(value)
}
