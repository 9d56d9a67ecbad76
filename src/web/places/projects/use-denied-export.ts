import { useQuery } from '@tanstack/react-query'
import type { RequestDenial } from '../../../model/answers/policies.ts'
import { type ReportInput, requestDenialsQuery } from '../../api/index.ts'

/** What policies have against a file of a request's answer; asked for only while somebody may want one. */
export function useDeniedExport(request: ReportInput | null): readonly RequestDenial[] {
  const { data = [] } = useQuery({
    ...requestDenialsQuery(request as ReportInput),
    enabled: request !== null,
  })
  return data.filter(({ action }) => action === 'export')
}
