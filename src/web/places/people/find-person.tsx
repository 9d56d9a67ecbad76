import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { foundPeopleQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

interface FindPersonProps {
  /** What was searched for. */
  readonly found?: string
  readonly isLarge?: boolean
}

/** Takes an identity of any namespace; Enter opens whom it names, or lists those who may be meant. */
export function FindPerson({ found = '', isLarge = false }: FindPersonProps) {
  const [text, setText] = useState(found)
  const open = useOpenFound()
  const field = (
    <SearchField
      {...(isLarge ? { label: texts.people.find } : { 'aria-label': texts.people.find })}
      size={isLarge ? 'L' : 'S'}
      placeholder={texts.people.findPlaceholder}
      {...(isLarge && { description: texts.people.findHint })}
      value={text}
      onChange={setText}
      onSubmit={(given) => void open(given.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.stopPropagation()
      }}
      styles={isLarge ? large : small}
    />
  )
  return isLarge ? field : <span className={inHeader}>{field}</span>
}

/** Goes to the one person that is found; to the list where there is none, or more. */
function useOpenFound() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const latest = useRef('')
  const list = (find: string) => navigate({ to: '/people', search: { find } })
  return async (search: string) => {
    if (search === '') return
    latest.current = search
    const answer = await client.fetchQuery(foundPeopleQuery(search)).catch(() => undefined)
    if (latest.current !== search) return
    const [first, ...others] = answer?.found ?? []
    const [dataView, ...otherViews] = first?.dataViews ?? []
    if (first === undefined || dataView === undefined || others.length + otherViews.length > 0) {
      await list(search)
      return
    }
    const params = { dataView, person: first.person }
    await navigate({ to: '/people/$dataView/$person', params, search: {} })
  }
}

const large = style({ width: 'full', maxWidth: 560 })
const small = style({ width: 208 })
/** A phone has no room for it there: People is a touch away. */
const inHeader = style({ display: { default: 'none', sm: 'block' } })
