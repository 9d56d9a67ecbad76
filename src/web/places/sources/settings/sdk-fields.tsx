import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { TextListField } from '../../../components/text-list-field.tsx'
import { texts } from '../../../texts/index.ts'
import type { SourceDocument } from '../../../api/index.ts'
import type { SourceProps } from '../source-document.ts'

/** Which SDKs a source takes. */
export const ProtocolFields = ({ document: { protocols = [] }, change }: SourceProps) => (
  <CheckboxGroup
    label={texts.sources.protocols}
    size="S"
    orientation="horizontal"
    value={[...protocols]}
    onChange={(next) => change({ protocols: next as SourceDocument['protocols'] })}
  >
    {Object.entries(texts.sources.protocolNames).map(([id, name]) => (
      <Checkbox key={id} value={id}>
        {name}
      </Checkbox>
    ))}
  </CheckboxGroup>
)

/** Who may send, and what is kept of it. */
export function SendingFields({ document, change }: SourceProps) {
  const t = texts.sources
  const { origins = ['*'], ip = 'truncated' } = document
  return (
    <>
      <TextListField
        label={t.origins}
        description={t.originsHint}
        value={origins}
        onChange={(next) => change({ origins: next.length === 0 ? undefined : [...next] })}
      />
      <ChoicePicker
        label={t.addresses}
        value={ip}
        choices={t.addressKinds}
        onChange={(next) => change({ ip: next })}
      />
    </>
  )
}
