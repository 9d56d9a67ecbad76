import {
  batchField,
  nameColumn,
  namespaceField,
  type Journey,
  type StoredField,
} from '../../lake/journey/index.ts'
import { ownColumns } from '../../model/own-columns.ts'

/** What a plan's columns need: fields of events, the dataset column, and profile fields. */
export interface NeededColumns {
  readonly fields: readonly StoredField[]
  readonly hasDataset: boolean
  /** `dataset.field` of profiles. */
  readonly profiles: readonly { readonly dataset: string; readonly field: string }[]
}

/** Finds what lies behind the columns that a plan names. A list is read with its first field. */
export function findNeededColumns(journey: Journey, columns: readonly string[]): NeededColumns {
  const fields = new Set<StoredField>()
  const profiles: { dataset: string; field: string }[] = []
  for (const name of columns) {
    if (name === ownColumns.dataset) continue
    const field = fieldOf(journey, name)
    if (field) fields.add(field)
    else profiles.push(profileOf(journey, name))
  }
  return { fields: [...fields], hasDataset: columns.includes(ownColumns.dataset), profiles }
}

function fieldOf(journey: Journey, name: string): StoredField | undefined {
  if (name === ownColumns.batch) return batchField
  if (name === ownColumns.namespace) return namespaceField
  return (
    journey.fields.find((field) => nameColumn(field) === name) ??
    journey.fields.find((field) => field.lists.includes(name))
  )
}

function profileOf(journey: Journey, name: string): { dataset: string; field: string } {
  for (const { dataset, type, fields } of journey.joined) {
    if (type !== 'profile') continue
    const field = fields.find(({ path }) => `${dataset}.${path}` === name)
    if (field) return { dataset, field: field.path }
  }
  throw new Error(`the journey table has no column ${name}`)
}
