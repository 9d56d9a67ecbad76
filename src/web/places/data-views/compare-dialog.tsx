import { Button } from '@react-spectrum/s2/Button'
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dataViewsQuery, versionedQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { compareViews } from './compare-views.ts'
import { useViewEditing } from './view-context.ts'
import type { ViewDocument } from './view-document.ts'

const words = texts.dataViewPage
/** No id has a space. */
const SAVED = ' saved'

/** What differs between this data view as it is now and another one, or what was saved; in words. */
export function CompareDialog({ onClose }: { readonly onClose: () => void }) {
  const { draft } = useViewEditing()
  const { document, isChanged } = draft
  const { data: all } = useQuery(dataViewsQuery)
  const { data: saved } = useQuery(versionedQuery<ViewDocument>('data-view', document.id))
  const others = (all ?? []).filter(({ id }) => id !== document.id)
  const [chosen, setChosen] = useState<string>()
  const first = isChanged || others[0] === undefined ? SAVED : others[0].id
  const other = chosen ?? first
  const from = other === SAVED ? saved?.document : others.find(({ id }) => id === other)
  return (
    <CustomDialog size="L">
      <div className={content}>
        <Heading slot="title" styles={style({ font: 'title-lg', margin: 0 })}>
          {words.compareTitle(document.name ?? document.id)}
        </Heading>
        <ChoicePicker
          label={words.compareWith}
          value={other}
          choices={{
            [SAVED]: words.asSaved,
            ...Object.fromEntries(others.map(({ id, name = id }) => [id, name])),
          }}
          onChange={setChosen}
        />
        {from === undefined ? <SkeletonRows /> : <Differences from={from} to={document} />}
        <div className={style({ display: 'flex', justifyContent: 'end' })}>
          <Button variant="secondary" onPress={onClose}>
            {words.close}
          </Button>
        </div>
      </div>
    </CustomDialog>
  )
}

interface DifferencesProps {
  readonly from: ViewDocument
  readonly to: ViewDocument
}

function Differences({ from, to }: DifferencesProps) {
  const differences = compareViews(from, to)
  if (differences.length === 0) return <span>{words.same}</span>
  return differences.map(({ where, lines }) => (
    <section key={where} aria-label={where} className={style({ display: 'grid', gap: 4 })}>
      <strong>{where}</strong>
      <ul className={style({ margin: 0, paddingStart: 20 })}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  ))
}

const content = style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })
