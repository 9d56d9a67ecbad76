import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { createContext, use, useCallback } from 'react'
import type { RequestDenial } from '../../model/answers/policies.ts'
import {
  projectDenialsQuery,
  type ReportInput,
  requestDenialsQuery,
  rowDenialsQuery,
  type RowsOf,
} from '../api/index.ts'

/** Whether what is shown may be taken away: as a file, as a picture, on paper, in the clipboard. */
export interface ExportRule {
  /** What policies have against it. */
  readonly denials: readonly RequestDenial[]
  /** Why they could not be asked. */
  readonly error: Error | null
  /** False until it is known. */
  readonly isAllowed: boolean
}

/** Whether all that is shown has gone out already, by a link for anyone: nothing is asked then. */
export const ShownByLinkContext = createContext(false)

/** The rule for what requests are answered with; null while nobody may want to take it. */
export function useDeniedExport(requests: readonly ReportInput[] | null): ExportRule {
  const isOut = use(ShownByLinkContext)
  const asked = requests ?? []
  const isAsked = asked.length > 0 && !isOut
  const query = useQuery({ ...requestDenialsQuery(asked), enabled: isAsked })
  return isAsked || requests === null ? asRule(query) : allowed
}

/** The rule for a project as it was saved last; null while nobody may want to take it. */
export const useDeniedProject = (project: string | null): ExportRule =>
  asRule(useQuery({ ...projectDenialsQuery(project ?? ''), enabled: project !== null }))

/** Asks for the rule at the moment that something is taken. The first reason why it may not be; null where it may. */
function useExportRefusal(requests: readonly ReportInput[]): () => Promise<string | null> {
  const client = useQueryClient()
  const isOut = use(ShownByLinkContext)
  return async () =>
    isOut || requests.length === 0
      ? null
      : refusalOf(await client.fetchQuery(requestDenialsQuery(requests)))
}

/** The same, telling everybody the reason. */
export function useToldRefusal(requests: readonly ReportInput[]): () => Promise<string | null> {
  const findRefusal = useExportRefusal(requests)
  return async () => tell(await findRefusal())
}

/** The same of rows as they came. */
export function useToldRowRefusal(rows: RowsOf): () => Promise<string | null> {
  const client = useQueryClient()
  return async () => tell(refusalOf(await client.fetchQuery(rowDenialsQuery(rows))))
}

function tell(refusal: string | null): string | null {
  if (refusal !== null) ToastQueue.negative(refusal)
  return refusal
}

/** The same of a project as it was saved last. */
export function useProjectRefusal(project: string): () => Promise<string | null> {
  const client = useQueryClient()
  return useCallback(
    async () => refusalOf(await client.fetchQuery(projectDenialsQuery(project))),
    [client, project],
  )
}

const isExport = ({ action }: RequestDenial): boolean => action === 'export'

const refusalOf = (denials: readonly RequestDenial[]): string | null =>
  denials.find(isExport)?.message ?? null

function asRule({ data, error }: UseQueryResult<readonly RequestDenial[]>): ExportRule {
  const denials = (data ?? []).filter(isExport)
  return { denials, error, isAllowed: data !== undefined && denials.length === 0 }
}

const allowed: ExportRule = { denials: [], error: null, isAllowed: true }
