import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { dataViewsQuery } from '../../api/index.ts'

/** The data view that the address names; else the first. Undefined while they are unknown or none. */
export function useChosenView(): string | undefined {
  const { data: views } = useQuery(dataViewsQuery)
  const { view } = useSearch({ strict: false })
  return views?.find(({ id }) => id === view)?.id ?? views?.[0]?.id
}
