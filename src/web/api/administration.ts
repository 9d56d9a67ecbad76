import { queryOptions } from '@tanstack/react-query'
import type { AuditPage, AuditProof } from '../../model/answers/audit.ts'
import type { BackupReport } from '../../model/answers/backups.ts'
import type { Check } from '../../model/answers/damage.ts'
import type { Status } from '../../model/answers/status.ts'
import type { Storage } from '../../model/answers/storage.ts'
import { call, query } from './http.ts'

/** While the page is open, what runs and what is refreshing is current. */
const STATUS_EVERY_MS = 2000

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call<Status>('/status', { signal }),
  refetchInterval: STATUS_EVERY_MS,
})

export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: ({ signal }) => call<Storage>('/storage', { signal }),
})

export const checkQuery = queryOptions({
  queryKey: ['check'],
  queryFn: ({ signal }) => call<Check>('/check', { signal }),
})

export const repair = (): Promise<Check> => call('/check/repair', { method: 'POST', body: {} })

export const cancelReport = (id: string): Promise<void> =>
  call(`/reports/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** To `s3://bucket/prefix`; answers when all of it is there. */
export const backUp = (to: string): Promise<BackupReport> =>
  call('/backups', { method: 'POST', body: { to } })

export interface AuditSearch {
  readonly before?: number | undefined
  readonly actor?: string | undefined
  readonly target?: string | undefined
}

const AUDIT_ROWS = 20

export const auditQuery = (search: AuditSearch) =>
  queryOptions({
    queryKey: ['audit', search],
    queryFn: ({ signal }) =>
      call<AuditPage>(`/audit${query({ limit: AUDIT_ROWS, ...search })}`, { signal }),
  })

export const proveAudit = (): Promise<AuditProof> => call('/audit/proof')
