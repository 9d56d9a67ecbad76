import type { LabelledComponent } from '../../model/answers/definitions.ts'
import { UseBadges } from './field-uses.tsx'
import { useLabelled } from './use-labelled.ts'

interface ComponentLabelsProps {
  readonly dataView: string
  readonly kind: LabelledComponent['kind']
  readonly id: string
}

/** The labels of what a component reads, beside its name; those of a calculated metric where a metric is one. */
export function ComponentLabels({ dataView, kind, id }: ComponentLabelsProps) {
  const usesOf = useLabelled(dataView)
  const own = usesOf(kind, id)
  const isOther = own.length === 0 && kind === 'metric'
  return <UseBadges uses={isOther ? usesOf('calculated-metric', id) : own} />
}
