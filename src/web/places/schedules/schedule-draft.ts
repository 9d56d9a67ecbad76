import type { ScheduleDocument } from '../../api/index.ts'
import type { Draft } from '../definitions/use-draft.ts'

/** What the cards of the page work on. */
export interface DraftProps {
  readonly draft: Draft<ScheduleDocument>
}

/** Whether it can be saved. */
export const isWhole = ({
  id,
  project,
  emails = [],
  destinations = [],
}: ScheduleDocument): boolean =>
  id !== '' && project !== '' && emails.length + destinations.length > 0

/** Calendars that have a name, as they are written. */
export const oftens = {
  daily: '0 7 * * *',
  weekdays: '0 7 * * 1-5',
  weekly: '0 7 * * 1',
  monthly: '0 7 1 * *',
} as const

export type Often = keyof typeof oftens | 'cron'

/** The name of a calendar, where it has one. */
export const nameOften = (cron: string): Often =>
  (Object.keys(oftens) as (keyof typeof oftens)[]).find((often) => oftens[often] === cron) ?? 'cron'
