import type { SourceDocument } from '../../api/index.ts'
import type { SourceStatus } from '../../../model/answers/sources.ts'

/** A source as the form has it: texts, empty where nothing was written. */
export interface SourceDraft {
  readonly kind: SourceStatus['kind']
  readonly id: string
  /** The source's own name when empty. */
  readonly dataset: string
  readonly protocols: SourceStatus['protocols']
  readonly path: string
  readonly url: string
  readonly table: string
  readonly cursor: string
  readonly every: string
}

export const defaultDraft: SourceDraft = {
  kind: 'sdk',
  id: '',
  dataset: '',
  protocols: ['segment'],
  path: 'inbox/*.csv',
  url: '',
  table: '',
  cursor: '',
  every: '1m',
}

export function toSource(draft: SourceDraft): SourceDocument {
  const { id, dataset, every, path, url, table, cursor } = draft
  const source = { kind: 'source', id, dataset: dataset || id } as const
  switch (draft.kind) {
    case 'sdk':
      return { ...source, protocols: [...draft.protocols] }
    case 'folder':
      return { ...source, watch: { path, every } }
    case 'table':
      return { ...source, table: { url, table, cursor, every } }
  }
}
