import { useQuery } from '@tanstack/react-query'
import type { DerivedField } from '../../../model/derived-field.ts'
import { triedRulesQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { useLatest } from '../../components/use-latest.ts'
import type { FieldDocument } from './field-document.ts'
import { nameReadRules } from './rules.ts'

/** What the rules do, as soon as nobody has changed them for a moment; the answer before stays until then. */
export function useTriedRules(view: string, field: FieldDocument, dataVersion: number | null) {
  const rules = useDelayed(field.rules)
  const tried: DerivedField = { id: field.id, rules: [...nameReadRules(rules)] }
  const { data, error, isPlaceholderData } = useQuery(triedRulesQuery(view, tried, dataVersion))
  return {
    tried: useLatest(data),
    error,
    isStale: isPlaceholderData || rules !== field.rules || error !== null,
  }
}
