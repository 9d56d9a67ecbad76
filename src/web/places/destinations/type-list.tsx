import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DestinationTypeEntry } from '../../../model/answers/destinations.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { matchesWords } from '../../components/matches-words.ts'
import { texts } from '../../texts/index.ts'

/** What a destination can be, to choose from. */
export function TypeList({ types }: { readonly types: readonly DestinationTypeEntry[] }) {
  const [find, setFind] = useState('')
  const found = types.filter(({ id, label, description }) =>
    matchesWords(find, [id, label, description]),
  )
  return (
    <Card title={texts.destinations.chooseType}>
      <p className={words}>{texts.destinations.chooseTypeHint}</p>
      <SearchField
        aria-label={texts.destinations.searchTypes}
        size="S"
        value={find}
        onChange={setFind}
        styles={style({ width: 240 })}
      />
      {found.length === 0 && (
        <EmptyState title={texts.destinations.noType}>{texts.destinations.noTypeHint}</EmptyState>
      )}
      <ul className={list}>
        {found.map(({ id, label, description }) => (
          <li key={id}>
            <Link to="/new-destination" search={{ type: id }} aria-label={label} className={tile}>
              <strong className={style({ font: 'title-sm', color: 'neutral' })}>{label}</strong>
              <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
                {description}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const words = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
  gap: 12,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
})
const tile = style({
  display: 'grid',
  gap: 4,
  alignContent: 'start',
  boxSizing: 'border-box',
  height: 'full',
  padding: 16,
  textDecoration: 'none',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-200', ':hover': 'gray-500' },
  borderRadius: 'default',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
