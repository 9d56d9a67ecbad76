import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { FieldUse } from '../../../../model/answers/definitions.ts'
import type { ReferenceEntry } from '../../../../model/answers/reference.ts'
import type { Formula } from '../../../../model/formula.ts'
import {
  componentsQuery,
  formulaFunctionsQuery,
  formulaMeaningQuery,
  RequestError,
} from '../../../api/index.ts'
import { useDelayed } from '../../../components/use-delayed.ts'
import { useLatest } from '../../../components/use-latest.ts'
import type { FormulaWord } from './text/complete-formula.ts'
import { type Fault, placeFault, readText } from './text/read-text.ts'

/** A formula that is being written, and what is known of it. */
export interface KnownFormula {
  readonly text: string
  readonly view: string | undefined
  /** Undefined as long as the text cannot be read, or says nothing. */
  readonly tree: Formula | undefined
  readonly fault: Fault | null
  /** The text once it can be read and nobody has typed for a moment. */
  readonly asked: string
  readonly components: ComponentList | undefined
  readonly functions: readonly ReferenceEntry[]
  /** Everything that can stand in it. */
  readonly words: readonly FormulaWord[]
  /** Labelled fields that it reads; those of the text before until it is asked again. */
  readonly labels: readonly FieldUse[]
}

export function useFormula(text: string, view: string | undefined): KnownFormula {
  const { data: components } = useQuery({
    ...componentsQuery(view ?? ''),
    enabled: view !== undefined,
  })
  const { data: reference } = useQuery(formulaFunctionsQuery)
  const functions = useMemo(() => reference?.entries ?? [], [reference])
  const settled = useDelayed(text)
  const read = useMemo(() => {
    if (text.trim() === '' || reference === undefined) return undefined
    return readText(
      text,
      functions.map(({ id }) => id),
    )
  }, [text, functions, reference])
  const isRead = read !== undefined && 'tree' in read
  const asked = isRead && settled === text ? text : ''
  const { data: meant, error } = useQuery(formulaMeaningQuery(asked, view ?? ''))
  const fault = useMemo(() => {
    if (read !== undefined && 'fault' in read) return read.fault
    return asked !== '' && error instanceof RequestError
      ? placeFault(asked, error.problem.detail)
      : null
  }, [read, asked, error])
  const words = useMemo(() => listWords(components, functions), [components, functions])
  const tree = isRead ? read.tree : undefined
  const latest = useLatest(meant?.labels)
  const labels = text.trim() === '' ? [] : (latest ?? [])
  return { text, view, tree, fault, asked, components, functions, words, labels }
}

function listWords(
  components: ComponentList | undefined,
  functions: readonly ReferenceEntry[],
): readonly FormulaWord[] {
  if (components === undefined) return []
  const { metrics, calculatedMetrics, segments } = components
  const asWord =
    (kind: FormulaWord['kind']) =>
    ({ id, name, description }: Omit<FormulaWord, 'kind'>): FormulaWord => ({
      kind,
      id,
      name,
      description,
    })
  return [
    ...[...metrics, ...calculatedMetrics].map(asWord('metric')),
    ...functions.map(({ id, label, description }) =>
      asWord('function')({ id, name: label, description }),
    ),
    ...segments.map(asWord('segment')),
  ]
}
