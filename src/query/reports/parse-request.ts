import { z } from 'zod'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import {
  isReportKind,
  type ReportKind,
  reportKindNames,
  type ReportRequest,
  reportKinds,
} from './index.ts'

const kindOnly = z.looseObject({ kind: z.unknown() })

/**
 * A request checked by its kind's schema, defaults filled in.
 * Errors: request/unknown-kind, request/invalid, with a path that begins with `prefix`.
 */
export function parseRequest(value: unknown, prefix: Path = []): ReportRequest {
  const { kind } = parseAs(kindOnly, value, 'request/invalid', prefix)
  if (isReportKind(kind))
    return parseAs(reportKinds[kind].request, value, 'request/invalid', prefix)
  const path = [...prefix, 'kind']
  throw new ThroughlineError('request/unknown-kind', { kind, allowed: reportKindNames }, path)
}

/** The kind of what may be a request, before it is parsed; undefined where none is known. */
export function kindOf(value: unknown): ReportKind | undefined {
  const kind = kindOnly.safeParse(value).data?.kind
  return isReportKind(kind) ? kind : undefined
}
