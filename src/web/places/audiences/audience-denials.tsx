import type { PolicyDenial } from '../../../model/answers/policies.ts'
import { texts } from '../../texts/index.ts'
import { DenialsNotice } from '../policies/denials-notice.tsx'

interface AudienceDenialsProps {
  readonly denials: readonly PolicyDenial[]
  /** Of the audience. */
  readonly dataView: string
}

/** Why policies would not allow to publish: which field, through what, and which policy. */
export const AudienceDenials = ({ denials, dataView }: AudienceDenialsProps) => (
  <DenialsNotice
    title={texts.audiences.blocked}
    hint={texts.audiences.blockedHint}
    denials={denials}
    dataViewOf={() => dataView}
    columns={['destination']}
  />
)
