import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityEdit } from '../../../model/answers/identity.ts'
import { PagedTable } from '../../components/paged-table.tsx'
import { texts } from '../../texts/index.ts'

/** How many people there were and are, in words. */
export const sayPeople = ({ people: { before, after } }: IdentityEdit): string =>
  texts.identity.people(before, after)

/** An edit that has nothing to say about anyone. */
export const isNothing = ({ people }: IdentityEdit): boolean =>
  people.before === 0 && people.after === 0

/** What an edit would do: people before and after, and who would be another person's. */
export function EditOutcome({ outcome }: { readonly outcome: IdentityEdit }) {
  if (isNothing(outcome)) return texts.identity.nothingChanges
  const moved = Object.entries(outcome.moved).map(([id, { from, to }]) => ({ id, from, to }))
  return (
    <div className={style({ display: 'grid', gap: 12, minWidth: 0 })}>
      <strong className={style({ font: 'title-sm' })}>{sayPeople(outcome)}</strong>
      {moved.length === 0 ? (
        texts.identity.nobodyMoves
      ) : (
        <PagedTable
          label={texts.identity.moved}
          rows={moved}
          rowsPerPage={6}
          keyOf={({ id }) => id}
          columns={[
            { name: texts.identity.moved, cell: ({ id }) => id },
            { name: texts.identity.wasOf, cell: ({ from }) => from },
            { name: texts.identity.isOf, cell: ({ to }) => to },
          ]}
        />
      )}
    </div>
  )
}
