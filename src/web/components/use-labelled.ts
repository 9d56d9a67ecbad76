import { useQuery } from '@tanstack/react-query'
import type { FieldUse, LabelledComponent } from '../../model/answers/definitions.ts'
import { labelledComponentsQuery } from '../api/index.ts'

type FindUses = (kind: LabelledComponent['kind'], id: string) => readonly FieldUse[]

const none: readonly FieldUse[] = []

/** What components and fields of a data view, as it is saved, read of labelled fields. */
export function useLabelled(dataView: string): FindUses {
  const { data = [] } = useQuery({
    ...labelledComponentsQuery(dataView),
    enabled: dataView !== '',
  })
  const byName = new Map(data.map(({ kind, id, uses }) => [`${kind} ${id}`, uses]))
  return (kind, id) => byName.get(`${kind} ${id}`) ?? none
}
