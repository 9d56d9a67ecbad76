import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FormulaPreview } from '../../model/answers/previews.ts'
import type { ReferenceSection } from '../../model/answers/reference.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { call } from './http.ts'

/** A formula that is written as a tree, as the text that says the same. */
export const formulaTextQuery = (formula: unknown) =>
  queryOptions({
    queryKey: ['formula-text', formula],
    queryFn: async ({ signal }) => {
      const asked = { method: 'POST', body: { formula }, signal } as const
      return (await call<FormulaPreview>('/previews/formula', asked)).text
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

interface FiguresAsked {
  readonly text: string
  readonly dataView: string
  readonly dimension: string
  readonly dateRange: DateRangeRef
  readonly dataVersion: number | null
}

/** Days of which a course is drawn, and items of which the first are told. */
const MOST_DAYS = 1000
const MOST_ITEMS = 10

/** The figures of a formula by a dimension; the ones before stay until they are there. */
export const formulaFiguresQuery = ({ dataVersion, ...asked }: FiguresAsked) =>
  queryOptions({
    queryKey: ['formula-figures', dataVersion, asked],
    queryFn: async ({ signal }) => {
      const { dimension } = asked
      const body = { ...asked, limit: dimension === 'day' ? MOST_DAYS : MOST_ITEMS }
      const found = await call<FormulaPreview>('/previews/formula', {
        method: 'POST',
        body,
        signal,
      })
      return { ...found, dimension }
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: asked.text !== '',
    retry: false,
  })

/** Whether a text means something in a data view. Errors: RequestError, which says what does not. */
export const formulaMeaningQuery = (text: string, dataView: string) =>
  queryOptions({
    queryKey: ['formula-meaning', text, dataView],
    queryFn: ({ signal }) => {
      const body = { text, dataView, limit: 1 }
      return call<FormulaPreview>('/previews/formula', { method: 'POST', body, signal })
    },
    enabled: text !== '' && dataView !== '',
    retry: false,
  })

/** What formulas can call. */
export const formulaFunctionsQuery = queryOptions({
  queryKey: ['reference', 'formula-functions'],
  queryFn: ({ signal }) => call<ReferenceSection>('/reference/formula-functions', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
