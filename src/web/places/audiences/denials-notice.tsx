import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PolicyDenial } from '../../../model/answers/policies.ts'
import { texts } from '../../texts/index.ts'
import { DenialTable } from '../policies/denial-table.tsx'

interface DenialsProps {
  readonly denials: readonly PolicyDenial[]
}

/** Why policies would not allow to publish: which field, through what, and which policy. */
export function DenialsNotice({ denials }: DenialsProps) {
  if (denials.length === 0) return null
  return (
    <section aria-label={texts.audiences.blocked} className={style({ display: 'grid', gap: 8 })}>
      <div className={style({ maxWidth: 720 })}>
        <InlineAlert variant="negative">
          <Heading level={2}>{texts.audiences.blocked}</Heading>
          <Content>{texts.audiences.blockedHint}</Content>
        </InlineAlert>
      </div>
      <DenialTable label={texts.audiences.blocked} denials={denials} />
    </section>
  )
}
