import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts/index.ts'
import { useViewEditing } from './view-context.ts'

const words = texts.dataViewPage

/** Fields that the data view makes of others. */
export function DerivedFieldsCard() {
  const { draft } = useViewEditing()
  const { id } = draft.document
  const fields = draft.document.derivedFields ?? []
  return (
    <Card
      title={words.derivedFields}
      actions={
        <Link to="/data/data-views/$id/derived-fields/new" params={{ id }} className={link}>
          {words.newDerived}
        </Link>
      }
    >
      {fields.length === 0 && (
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {words.noDerived}
        </span>
      )}
      <ul className={list}>
        {fields.map(({ id: fieldId, name = fieldId, rules }) => (
          <li key={fieldId} className={row}>
            <Link
              to="/data/data-views/$id/derived-fields/$fieldId"
              params={{ id, fieldId }}
              className={link}
            >
              {name}
            </Link>
            <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
              {words.rules(rules.length)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const row = style({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  gap: 8,
  font: 'ui-sm',
})
const link = style({ font: 'ui-sm', color: 'neutral', overflowWrap: 'anywhere' })
