import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { dataViewsQuery } from '../../api/index.ts'

/** The folder that the address names: what is made there is in it. */
export function useChosenFolder(): string | undefined {
  const { folder } = useSearch({ strict: false })
  return typeof folder === 'string' && folder !== '' ? folder : undefined
}

/** The data view that the address names; else the first. Undefined while they are unknown or none. */
export function useChosenView(): string | undefined {
  const { data: views } = useQuery(dataViewsQuery)
  const { view } = useSearch({ strict: false })
  return views?.find(({ id }) => id === view)?.id ?? views?.[0]?.id
}
