import type { SourceStatus } from '../../../model/answers/sources.ts'
import { shortDurationText } from '../../../model/duration.ts'
import type { SourceDocument } from '../../api/index.ts'

type SourceKind = SourceStatus['kind']

export type Watch = NonNullable<SourceDocument['watch']>
export type Polled = NonNullable<SourceDocument['table']>
export type Every = NonNullable<Watch['every']>

/** Who reads and changes a source. */
export interface SourceProps {
  readonly document: SourceDocument
  readonly change: (part: Partial<SourceDocument>) => void
}

export const kindOf = ({ watch, table }: SourceDocument): SourceKind => {
  if (watch !== undefined) return 'folder'
  return table === undefined ? 'sdk' : 'table'
}

/** What a source of a kind begins with; what is undefined is of another kind. */
export function beginAs(kind: SourceKind): Partial<SourceDocument> {
  const none = { protocols: undefined, watch: undefined, table: undefined }
  switch (kind) {
    case 'sdk':
      return { ...none, protocols: ['segment'] }
    case 'folder':
      return { ...none, watch: { path: 'inbox/*.csv', every: '1m' } }
    case 'table':
      return { ...none, table: { url: '', table: '', cursor: '', every: '5m' } }
    default:
      return kind satisfies never
  }
}

/** Whether all that its kind must know is told. */
export const isWhole = ({ id, watch, table, protocols }: SourceDocument): boolean =>
  id !== '' &&
  (protocols === undefined || protocols.length > 0) &&
  (watch === undefined || watch.path !== '') &&
  (table === undefined || [table.url, table.table, table.cursor].every((text) => text !== ''))

/** The overlap of a table as it is typed: a duration, or a number where its cursor is one. */
export const printOverlap = (overlap: Polled['overlap']): string => {
  if (overlap === undefined) return ''
  return typeof overlap === 'object' ? JSON.stringify(overlap) : String(overlap)
}

export const readOverlap = (text: string): Polled['overlap'] => {
  if (text === '') return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}

export const isOverlap = (overlap: Polled['overlap']): boolean =>
  typeof overlap !== 'string' || shortDurationText.safeParse(overlap).success
