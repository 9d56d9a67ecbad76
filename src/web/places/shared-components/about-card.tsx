import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextArea } from '@react-spectrum/s2/TextArea'
import type { SharedComponentDocument } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'
import type { Draft } from '../definitions/use-draft.ts'

/** What is said of the definition itself; reports do not show it. */
export const AboutCard = ({ draft }: { readonly draft: Draft<SharedComponentDocument> }) => {
  const { description = '', tags = [] } = draft.document
  return (
    <Card title={texts.sharedComponents.about}>
      <TextArea
        label={texts.definition.description}
        size="S"
        value={description}
        onChange={(next) => draft.change({ description: next || undefined })}
        styles={style({ width: 'full' })}
      />
      <TextListField
        label={texts.definition.tags}
        description={texts.definition.tagsHint}
        value={tags}
        onChange={(next) => draft.change({ tags: next.length === 0 ? undefined : [...next] })}
      />
    </Card>
  )
}
