import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, Suspense, useRef, useState } from 'react'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'

const TemplateDialog = lazy(async () => ({
  default: (await import('../../templates/template-dialog.tsx')).TemplateDialog,
}))

/** The jobs that there is a template for. */
export function JobList() {
  const [id, setId] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement | null>(null)
  return (
    <Card title={texts.templates.title}>
      <p className={hint}>{texts.templates.hint}</p>
      <ul className={list}>
        {Object.entries(texts.templates.jobs).map(([job, { name, answers }]) => (
          <li key={job} className={style({ display: 'flex' })}>
            <button
              type="button"
              className={button}
              aria-label={name}
              aria-description={answers}
              onClick={(event) => {
                opener.current = event.currentTarget
                setId(job)
              }}
            >
              <strong className={style({ font: 'ui', fontWeight: 'bold' })}>{name}</strong>
              <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{answers}</span>
            </button>
          </li>
        ))}
      </ul>
      <Suspense>
        {id !== null && (
          <TemplateDialog
            id={id}
            onClose={() => {
              setId(null)
              opener.current?.focus()
            }}
          />
        )}
      </Suspense>
    </Card>
  )
}

const hint = style({ font: 'body-sm', color: 'neutral-subdued', margin: 0 })
const list = style({
  display: 'grid',
  gridTemplateColumns: {
    default: ['minmax(0, 1fr)'],
    sm: ['minmax(0, 1fr)', 'minmax(0, 1fr)'],
    lg: ['minmax(0, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'],
  },
  gap: 8,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
})
const button = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 4,
  flexGrow: 1,
  textAlign: 'start',
  font: 'ui',
  color: 'neutral',
  padding: 12,
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'default',
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
