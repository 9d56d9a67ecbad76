import type { ComponentList } from '../../../../model/answers/data-views.ts'

/** The paths of the lists whose elements a container can keep, each once. */
export const listsIn = ({ fields }: ComponentList): readonly string[] => [
  ...new Set(fields.flatMap(({ list }) => list ?? [])),
]
