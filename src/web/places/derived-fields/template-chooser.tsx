import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { derivedFieldTemplatesQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { page } from '../definitions/page-styles.ts'
import { BackLink } from './back-link.tsx'
import type { FieldDocument } from './field-document.ts'
import type { Surroundings } from './list-inputs.ts'
import { TemplateForm } from './template-form.tsx'

interface TemplateChooserProps {
  readonly around: Surroundings
  readonly onChoose: (field: FieldDocument) => void
  readonly onEmpty: () => void
}

/** Ready derived fields to start with, or none. */
export function TemplateChooser({ around, onChoose, onEmpty }: TemplateChooserProps) {
  const { data: templates, error, refetch } = useQuery(derivedFieldTemplatesQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const template = templates?.find(({ id }) => id === chosen)
  const { derivedFields: said } = texts
  return (
    <div className={page}>
      <PlaceHeader title={said.newTitle} parents={[{ label: texts.data.title, to: '/data' }]} />
      <BackLink view={around.view} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{said.newTitle}</h1>
      {error && <ProblemNotice error={error} level={2} onRetry={() => void refetch()} />}
      {template !== undefined ? (
        <TemplateForm
          key={template.id}
          template={template}
          around={around}
          onFilled={onChoose}
          onBack={() => setChosen(null)}
        />
      ) : (
        <>
          <h2 className={style({ font: 'title', margin: 0 })}>{said.start}</h2>
          {templates === undefined && !error && <SkeletonRows />}
          <ul className={tiles}>
            <Tile label={said.empty} description={said.emptyHint} onPress={onEmpty} />
            {templates?.map(({ id, label, description }) => (
              <Tile
                key={id}
                label={label}
                description={description}
                onPress={() => setChosen(id)}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

interface TileProps {
  readonly label: string
  readonly description: string
  readonly onPress: () => void
}

const Tile = ({ label, description, onPress }: TileProps) => (
  <li className={style({ display: 'grid', minWidth: 0 })}>
    <button type="button" className={tile} onClick={onPress}>
      <strong className={style({ font: 'ui', fontWeight: 'bold', color: 'neutral' })}>
        {label}
      </strong>
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{description}</span>
    </button>
  </li>
)

const tiles = style({
  display: 'grid',
  gridTemplateColumns: {
    default: 'minmax(0, 1fr)',
    sm: 'repeat(2, minmax(0, 1fr))',
    lg: 'repeat(3, minmax(0, 1fr))',
    xl: 'repeat(4, minmax(0, 1fr))',
  },
  gap: 12,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
})
const tile = style({
  display: 'grid',
  alignContent: 'start',
  gap: 4,
  textAlign: 'start',
  padding: 16,
  minHeight: 88,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-200', ':hover': 'gray-400' },
  borderRadius: 'lg',
  backgroundColor: 'layer-2',
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: 2,
})
