import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ImportOutcome } from '../../../model/answers/imports.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { Note } from '../../components/note.tsx'

/** What became of the rows of a file. */
export function ImportSummary({ report }: { readonly report: ImportOutcome }) {
  const { read, added, duplicates, skipped, unreadable, warnings } = report
  const notes = [
    ...Object.entries(skipped).map(([reason, n]) => texts.import.skipped(printFigure(n), reason)),
    ...(duplicates > 0 ? [texts.import.duplicates(printFigure(duplicates))] : []),
    ...Object.entries(unreadable).map(([field, n]) =>
      texts.import.unreadable(printFigure(n), field),
    ),
  ]
  return (
    <>
      <p role="status" className={style({ font: 'body', margin: 0 })}>
        <strong>{texts.import.done(printFigure(added), printFigure(read))}</strong>
        {notes.map((note) => ` · ${note}`)}
      </p>
      <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
        {report.batches.map(({ used }) => texts.import.used(used)).join(' · ')}
      </p>
      {warnings.length > 0 && (
        <Note variant="notice" title={texts.import.notice} lines={warnings} />
      )}
    </>
  )
}
