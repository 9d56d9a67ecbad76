import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { DateRangePreview } from '../../../../model/answers/previews.ts'
import { connectionStatusQuery, type DataViewDocument } from '../../../api/index.ts'
import { printInstant } from '../../../components/figures.ts'
import { printItem } from '../../../components/item-text.ts'
import { Note } from '../../../components/note.tsx'
import { findDataDays } from '../../../project/data-range.ts'
import { texts } from '../../../texts/index.ts'

interface RangeWordsProps {
  readonly preview: DateRangePreview
  readonly dataView: DataViewDocument
}

/** The range in words, its days, and whether there is data in them. */
export function RangeWords({ preview, dataView }: RangeWordsProps) {
  const { timeZone = 'UTC', connection } = dataView
  const { data: status } = useQuery(connectionStatusQuery(connection))
  const { firstDay, lastDay, days, words } = preview
  const data =
    status && status.firstTime !== null ? findDataDays(status, timeZone) : { start: '', end: '9' }
  const isOutside = lastDay < data.start || firstDay > data.end
  return (
    <div className={style({ display: 'grid', gap: 4 })}>
      <strong className={style({ font: 'title', color: 'neutral' })}>
        {spanOf(preview, timeZone)}
      </strong>
      <span className={quiet}>
        {texts.range.dayCount(days)} · {texts.range.zone(timeZone)}
      </span>
      <span className={quiet}>{words}</span>
      {isOutside && (
        <Note
          variant="notice"
          title={texts.range.outside}
          lines={[texts.range.outsideText(printDay(data.start), printDay(data.end))]}
        />
      )}
    </div>
  )
}

const printDay = (day: string): string => printItem(day, 'day')

function spanOf({ isWholeDays, ...preview }: DateRangePreview, timeZone: string): string {
  const { start, end, firstDay, lastDay } = preview
  if (isWholeDays) return texts.range.span(printDay(firstDay), printDay(lastDay))
  const [from, to] = [start, end].map((instant) => printInstant(Date.parse(instant), timeZone))
  return texts.range.span(from ?? '', to ?? '')
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued' })
