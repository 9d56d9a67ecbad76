import type { AlertDocument } from '../../api/index.ts'
import type { Draft } from '../definitions/use-draft.ts'

/** What the cards of the page work on. */
export interface DraftProps {
  readonly draft: Draft<AlertDocument>
}

export type AlertMetric = AlertDocument['metrics'][number]
export type AlertWhen = AlertMetric['when']

/** What decides which periods fire: what else it says needs no new preview. */
export const previewedPart = ({
  id,
  kind,
  dataView,
  granularity,
  metrics,
  segments,
  items,
  match,
}: AlertDocument): AlertDocument => ({
  ...{ id, kind, dataView, metrics },
  ...(granularity !== undefined && { granularity }),
  ...(segments !== undefined && { segments }),
  ...(items !== undefined && { items }),
  ...(match !== undefined && { match }),
})

/** Whether it can be looked at. */
export const isWhole = ({ id, metrics }: AlertDocument): boolean => id !== '' && metrics.length > 0

/** A condition of another kind, as it begins. */
export function beginWhen(kind: AlertWhen['kind']): AlertWhen {
  switch (kind) {
    case 'anomaly':
      return { kind }
    case 'at-least':
    case 'at-most':
      return { kind, value: 0 }
    case 'change':
      return { kind, percent: 20 }
    default:
      return kind satisfies never
  }
}
