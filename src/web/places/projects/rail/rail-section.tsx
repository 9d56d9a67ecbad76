import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useState } from 'react'
import { listFolders } from '../../../../model/folders.ts'
import { texts } from '../../../texts/index.ts'
import type { RailEntry } from './rail-entry.ts'
import { RailFolders } from './rail-folders.tsx'
import { RailList } from './rail-list.tsx'

interface RailSectionProps {
  readonly title: string
  readonly entries: readonly RailEntry[]
  readonly dataView: string
  /** Folders are closed at first, open, or not shown: each component stands by itself. */
  readonly folders?: 'closed' | 'open' | 'flat'
  /** A link to where one more is made. */
  readonly adder?: ReactNode
}

/** More than fit at a glance are shown when they are asked for. */
const FIRST = 8

/** Components of one kind. */
export function RailSection(props: RailSectionProps) {
  const { title, entries, dataView, folders = 'flat', adder } = props
  const [isWhole, setWhole] = useState(false)
  const isFlat = folders === 'flat'
  const loose = isFlat ? entries : entries.filter(({ folder }) => folder === undefined)
  const shown = isWhole ? loose : loose.slice(0, FIRST)
  return (
    <section aria-label={title}>
      <div className={style({ display: 'flex', alignItems: 'center' })}>
        <h2 className={heading}>{title}</h2>
        {adder}
      </div>
      {entries.length === 0 && <p className={note}>{texts.rail.empty}</p>}
      {!isFlat && (
        <RailFolders
          key={folders}
          folders={listFolders(entries)}
          dataView={dataView}
          isOpen={folders === 'open'}
        />
      )}
      <RailList entries={shown} dataView={dataView} />
      {shown.length < loose.length && (
        <button type="button" className={more} onClick={() => setWhole(true)}>
          {texts.rail.showAll(loose.length)}
        </button>
      )}
    </section>
  )
}

const heading = style({
  font: 'detail-sm',
  color: 'neutral-subdued',
  margin: 0,
  paddingX: 8,
  paddingY: 4,
  flexGrow: 1,
})
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, paddingX: 8 })
const more = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  paddingX: 8,
  minHeight: 28,
  borderWidth: 0,
  backgroundColor: 'transparent',
  cursor: 'pointer',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
