import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useQuery } from '@tanstack/react-query'
import { limitsQuery } from '../../api/index.ts'
import { AboutHead } from '../../components/about-head.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import type { FieldDocument } from './field-document.ts'

interface AboutFieldProps {
  readonly field: FieldDocument
  readonly onChange: (part: Partial<FieldDocument>) => void
}

/** What the field is called, and what else is said about it. */
export const AboutField = ({ field, onChange }: AboutFieldProps) => (
  <AboutHead
    label={texts.derivedFields.name}
    name={field.name ?? ''}
    onName={(name) => onChange({ name })}
    about={texts.derivedFields.about}
  >
    <TextArea
      label={texts.derivedFields.description}
      size="S"
      value={field.description ?? ''}
      onChange={(description) => onChange({ description })}
    />
    <TextListField
      label={texts.derivedFields.tags}
      value={field.tags ?? []}
      onChange={(tags) => onChange({ tags: [...tags] })}
    />
    <Limits />
  </AboutHead>
)

/** The limits that a field can come to, as they are set. */
const toldLimits = ['objects-per-document', 'body-depth']

function Limits() {
  const { data = [] } = useQuery(limitsQuery)
  return (
    <dl className={limits}>
      {data
        .filter(({ id }) => toldLimits.includes(id))
        .map(({ id, label, description }) => (
          <div key={id}>
            <dt className={style({ display: 'inline', fontWeight: 'bold' })}>{label}: </dt>
            <dd className={style({ display: 'inline', margin: 0 })}>{description}</dd>
          </div>
        ))}
    </dl>
  )
}

const limits = style({
  display: 'grid',
  gap: 4,
  margin: 0,
  font: 'ui-xs',
  color: 'neutral-subdued',
})
