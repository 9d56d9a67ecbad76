import type { AudienceMember } from '../../../model/answers/audiences.ts'
import { noFigure, printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

/** Why somebody entered or left: which event, or what became of them. */
export function sayReason({ reason }: Pick<AudienceMember, 'reason'>, timeZone: string): string {
  if (reason === null) return noFigure
  const { at, dataset, reason: exit, from, to } = reason
  const said = [
    ...(exit === undefined ? [] : [texts.audiences.reasons[exit]]),
    ...(dataset !== undefined && at !== undefined
      ? [texts.audiences.event(dataset, printInstant(Date.parse(at), timeZone))]
      : []),
    ...(from === undefined ? [] : [texts.audiences.wasOf(from)]),
    ...(to === undefined ? [] : [texts.audiences.isOf(to)]),
  ]
  return said.join('; ') || noFigure
}
