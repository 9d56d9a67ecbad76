import { type FieldUse, listFieldUses } from '../../../governance/index.ts'
import type { LabelledComponent } from '../../../model/answers/definitions.ts'
import type { DataView } from '../../../model/definitions/index.ts'
import { resolveSharedComponents } from '../../../model/definitions/shared-component.ts'
import { readFormula } from '../../../query/formula/index.ts'
import type { Catalog } from '../catalog.ts'

type Kind = LabelledComponent['kind']

/** How each is named in a request, and what the way to a field begins with where it is read through it. */
const kinds: Readonly<Record<Kind, { readonly key: string; readonly step: string | null }>> = {
  dimension: { key: 'dimension', step: 'dimension' },
  metric: { key: 'metric', step: 'metric' },
  'calculated-metric': { key: 'metric', step: 'calculated metric' },
  segment: { key: 'segment', step: 'segment' },
  field: { key: 'field', step: null },
}

/** All of a data view that reads labelled fields: its components, what is saved of it, and fields of its connection. */
export function listLabelledComponents(
  catalog: Catalog,
  dataView: DataView,
  fields: readonly string[],
): readonly LabelledComponent[] {
  const view = resolveSharedComponents(dataView, catalog.list('shared-component'))
  const saved = (kind: 'segment' | 'calculated-metric') =>
    catalog.list(kind).filter((each) => [undefined, dataView.id].includes(each.dataView))
  const named: readonly (readonly [Kind, readonly string[]])[] = [
    ['dimension', [...view.dimensions.map(({ id }) => id), 'person-id']],
    ['metric', view.metrics.map(({ id }) => id)],
    ['calculated-metric', saved('calculated-metric').map(({ id }) => id)],
    ['segment', saved('segment').map(({ id }) => id)],
    ['field', fields],
  ]
  return named.flatMap(([kind, ids]) =>
    [...new Set(ids)].flatMap((id) => {
      const uses = listUses(catalog, dataView, kind, id)
      return uses.length === 0 ? [] : [{ kind, id, uses: [...uses] }]
    }),
  )
}

/** A dimension and a metric may have one id: only ways that begin with it are its own. */
function listUses(
  catalog: Catalog,
  dataView: DataView,
  kind: Kind,
  id: string,
): readonly FieldUse[] {
  const { key, step } = kinds[kind]
  const uses = listFieldUses(catalog, readFormula, dataView, { [key]: id })
  if (step === null) return uses
  return uses
    .filter(({ through }) => through[0] === `${step} ${id}`)
    .map((use) => ({ ...use, through: use.through.slice(1) }))
}
