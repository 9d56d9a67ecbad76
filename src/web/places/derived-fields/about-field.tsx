import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import { useQuery } from '@tanstack/react-query'
import { limitsQuery } from '../../api/index.ts'
import { TextListField } from '../../components/text-list-field.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { texts } from '../../texts/index.ts'
import type { FieldDocument } from './field-document.ts'

interface AboutFieldProps {
  readonly field: FieldDocument
  readonly onChange: (part: Partial<FieldDocument>) => void
}

/** What the field is called, and what else is said about it. */
export const AboutField = ({ field, onChange }: AboutFieldProps) => (
  <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
    <h1 className={style({ margin: 0, font: 'title', minWidth: 0 })}>
      <TitleField
        label={texts.derivedFields.name}
        size="L"
        value={field.name ?? ''}
        placeholder={texts.derivedFields.name}
        onChange={(name) => onChange({ name })}
      />
    </h1>
    <Disclosure size="S" density="compact" isQuiet>
      <DisclosureTitle level={2}>{texts.derivedFields.about}</DisclosureTitle>
      <DisclosurePanel>
        <div className={style({ display: 'grid', gap: 12, maxWidth: 480, paddingY: 8 })}>
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
        </div>
      </DisclosurePanel>
    </Disclosure>
  </div>
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
