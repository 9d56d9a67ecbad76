import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  DerivedFieldTemplateList,
  FilledTemplate,
} from '../../model/answers/derived-field-templates.ts'
import type { DataViewPreview, DerivedFieldPreview } from '../../model/answers/previews.ts'
import type { ReferenceSection } from '../../model/answers/reference.ts'
import type { DerivedField } from '../../model/derived-field.ts'
import type { DataViewDocument } from './definitions.ts'
import { call, RequestError, type ShownProblem } from './http.ts'

/** The functions that rules can have, in the order of the picker. */
export const derivedFieldFunctionsQuery = queryOptions({
  queryKey: ['reference', 'derived-field-functions'],
  queryFn: async ({ signal }) => {
    const path = '/reference/derived-field-functions'
    return (await call<ReferenceSection>(path, { signal })).entries
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** What a server allows, in words. */
export const limitsQuery = queryOptions({
  queryKey: ['reference', 'limits'],
  queryFn: async ({ signal }) =>
    (await call<ReferenceSection>('/reference/limits', { signal })).entries,
  staleTime: Number.POSITIVE_INFINITY,
})

/** What is built upon a data view and would be wrong if it became as given. */
export const brokenByQuery = (dataView: DataViewDocument) =>
  queryOptions({
    queryKey: ['broken-by', dataView],
    queryFn: ({ signal }) =>
      call<DataViewPreview>('/previews/data-view', { method: 'POST', body: { dataView }, signal }),
    staleTime: 0,
    retry: false,
  })

export const derivedFieldTemplatesQuery = queryOptions({
  queryKey: ['derived-field-templates'],
  queryFn: ({ signal }) => call<DerivedFieldTemplateList>('/derived-field-templates', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** A template that reads these fields, by the names of its inputs. */
export const fillDerivedField = (
  template: string,
  inputs: Readonly<Record<string, string>>,
): Promise<FilledTemplate> =>
  call(`/derived-field-templates/${encodeURIComponent(template)}`, {
    method: 'POST',
    body: { inputs },
  })

/** What the rules of a derived field do, up to the first that is not right, and what is not right. */
export interface TriedRules {
  readonly preview: DerivedFieldPreview | null
  readonly problems: readonly ShownProblem[]
}

/** Tries a derived field that need not be saved; the answer before stays until the next. */
export const triedRulesQuery = (
  dataView: string,
  field: DerivedField,
  dataVersion: number | null,
) =>
  queryOptions({
    queryKey: ['derived-field-preview', dataVersion, dataView, field],
    queryFn: ({ signal }) => tryRules(dataView, field, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** So many rows are told of each rule. */
const MOST_ROWS = 8

async function tryRules(
  dataView: string,
  field: DerivedField,
  signal: AbortSignal,
): Promise<TriedRules> {
  if (field.rules.length === 0) return { preview: null, problems: [] }
  try {
    const body = { dataView, derivedField: field, limit: MOST_ROWS }
    const path = '/previews/derived-field'
    const preview = await call<DerivedFieldPreview>(path, { method: 'POST', body, signal })
    return { preview, problems: [] }
  } catch (error) {
    const broken = error instanceof RequestError ? readRulePath(error.problem.path)?.[0] : undefined
    if (!(error instanceof RequestError) || typeof broken !== 'number') throw error
    const before = { ...field, rules: field.rules.slice(0, broken) }
    const { preview, problems } = await tryRules(dataView, before, signal)
    return { preview, problems: [...problems, error.problem] }
  }
}

/** `derivedFields[3].rules[1].input` → `[1, 'input']`; undefined for what is in no rule. */
export function readRulePath(path: string): readonly (string | number)[] | undefined {
  const inside = /(?:^|\.)rules(\[.*)$/.exec(path)?.[1]
  const parts = inside?.match(/[^.[\]]+/g)
  return parts?.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
