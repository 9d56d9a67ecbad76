import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import { useEffect, useRef } from 'react'
import { texts } from '../texts/index.ts'
import type { ActedMark, SideView } from './acting.ts'
import { BreakdownView } from './breakdown-view.tsx'
import { ExplainView } from './explain-view.tsx'
import { canBreakDown, isExplained } from './number-request.ts'
import { PeopleView } from './people-view.tsx'
import { TrendView } from './trend-view.tsx'

interface ActSideProps {
  readonly acted: ActedMark
  readonly view: SideView
  readonly onView: (view: SideView) => void
  readonly onClose: () => void
}

/** A number opened at the right: how it comes about, what it is made of, and whose it is. */
export function ActSide({ acted, view, onView, onClose }: ActSideProps) {
  const { mark } = acted
  const side = useRef<HTMLElement>(null)
  useEffect(() => side.current?.focus(), [acted])
  const views: readonly SideView[] = [
    ...(isExplained(mark) ? (['explain'] as const) : []),
    ...(canBreakDown(mark) ? (['breakdown', 'trend'] as const) : []),
    'people',
  ]
  const chosen = view === 'compare' ? 'explain' : view
  return (
    <aside
      ref={side}
      tabIndex={-1}
      aria-label={texts.act.side}
      className={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className={head}>
        <div className={style({ flexGrow: 1, minWidth: 0 })}>
          <p className={number}>{mark.value}</p>
          <p className={about}>
            {mark.measure} · {mark.label}
          </p>
        </div>
        <ActionButton size="S" isQuiet aria-label={texts.act.close} onPress={onClose}>
          <Close />
        </ActionButton>
      </div>
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 4 })}>
        {views.map((each) => (
          <ToggleButton
            key={each}
            size="S"
            isSelected={each === chosen}
            onChange={() => onView(each)}
          >
            {texts.act.actions[each]}
          </ToggleButton>
        ))}
      </div>
      <View key={`${mark.label} ${mark.measure}`} acted={acted} view={view} onView={onView} />
    </aside>
  )
}

function View({ acted, view, onView }: Omit<ActSideProps, 'onClose'>) {
  switch (view) {
    case 'breakdown':
      return <BreakdownView acted={acted} />
    case 'trend':
      return <TrendView acted={acted} />
    case 'people':
      return <PeopleView acted={acted} />
    case 'explain':
    case 'compare':
      return (
        <ExplainView
          acted={acted}
          isCompared={view === 'compare'}
          onAllPeople={() => onView('people')}
        />
      )
    default:
      throw view satisfies never
  }
}

const panel = style({
  position: { default: 'fixed', lg: 'static' },
  insetY: 0,
  insetEnd: 0,
  zIndex: 5,
  boxSizing: 'border-box',
  width: { default: 'full', sm: 320 },
  flexShrink: 0,
  alignSelf: 'stretch',
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  padding: 16,
  backgroundColor: 'layer-2',
  borderStartWidth: 1,
  borderEndWidth: 0,
  borderYWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  outlineStyle: 'none',
})
const head = style({ display: 'flex', alignItems: 'start', gap: 8 })
const number = style({
  font: 'title-lg',
  margin: 0,
  fontVariantNumeric: 'tabular-nums',
  overflowWrap: 'anywhere',
})
const about = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  margin: 0,
  overflowWrap: 'anywhere',
})
