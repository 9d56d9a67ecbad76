import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, Suspense, useState } from 'react'
import { PersonLink } from '../components/person-link.tsx'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'

const JourneyDialog = lazy(async () => ({
  default: (await import('./journey-dialog.tsx')).JourneyDialog,
}))

interface PersonListProps {
  readonly people: readonly string[]
  readonly context: PanelContext
}

/** People by their ids: each opens what they did in the range, or their own page. */
export function PersonList({ people, context }: PersonListProps) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <>
      <ul className={list}>
        {people.map((person) => (
          <li key={person} className={line}>
            <button type="button" className={link} onClick={() => setOpened(person)}>
              {person}
            </button>
            <PersonLink
              dataView={context.dataView}
              person={person}
              search={personSearch(context)}
              label={texts.people.openPage(person)}
            >
              {texts.people.page}
            </PersonLink>
          </li>
        ))}
      </ul>
      <Suspense>
        {opened !== null && (
          <JourneyDialog person={opened} context={context} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </>
  )
}

/** Their page begins with the range of the panel. */
function personSearch({ dateRange }: PanelContext) {
  if (typeof dateRange === 'string') return { range: dateRange }
  const { start, end } = dateRange
  return typeof start === 'string' && typeof end === 'string' ? { range: { start, end } } : {}
}

const line = style({ display: 'flex', columnGap: 12, alignItems: 'baseline', minWidth: 0 })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: 4 })
const link = style({
  font: 'ui-sm',
  color: 'accent',
  minHeight: 24,
  textAlign: 'start',
  overflowWrap: 'anywhere',
  backgroundColor: 'transparent',
  borderWidth: 0,
  padding: 0,
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
