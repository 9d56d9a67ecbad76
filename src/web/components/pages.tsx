import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../texts/index.ts'
import { printFigure } from './figures.ts'

interface PagesProps {
  /** From 0. */
  readonly page: number
  readonly rowsPerPage: number
  readonly rowCount: number
  /** Whether there are still more, nobody knows how many. */
  readonly hasMore?: boolean
  readonly onPage: (page: number) => void
}

/** Which rows are shown, and the way to the others; nothing where all of them are. */
export function Pages({ page, rowsPerPage, rowCount, hasMore = false, onPage }: PagesProps) {
  if (rowCount <= rowsPerPage && page === 0 && !hasMore) return null
  const first = page * rowsPerPage
  const next = first + rowsPerPage
  return (
    <nav aria-label={texts.pages.label} className={pages}>
      <span>
        {texts.pages.shown(
          printFigure(Math.min(first + 1, rowCount)),
          printFigure(Math.min(next, rowCount)),
          hasMore ? texts.pages.moreThan(printFigure(rowCount)) : printFigure(rowCount),
        )}
      </span>
      <ActionButton size="S" isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        {texts.pages.previous}
      </ActionButton>
      <ActionButton
        size="S"
        isDisabled={next >= rowCount && !hasMore}
        onPress={() => onPage(page + 1)}
      >
        {texts.pages.next}
      </ActionButton>
    </nav>
  )
}

const pages = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui-sm',
  color: 'neutral',
})
