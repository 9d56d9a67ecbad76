import type { AudienceDocument } from '../../api/index.ts'
import type { Draft } from '../definitions/use-draft.ts'

export type AudienceDraft = Draft<AudienceDocument>

/** What the cards of the page work on. */
export interface DraftProps {
  readonly draft: AudienceDraft
}

/** What decides who is in it and what publishing would do: what else it says needs no new preview. */
export const previewedPart = ({
  name: _,
  description: __,
  owner: ___,
  tags: ____,
  expires: _____,
  paused: ______,
  ...part
}: AudienceDocument): AudienceDocument => part

/** Whether it can be evaluated. */
export const isWhole = ({ source, segments = [], id }: AudienceDocument): boolean =>
  id !== '' && (source === 'imported' || segments.length > 0)
