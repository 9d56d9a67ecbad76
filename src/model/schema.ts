import { z } from 'zod'

export const scalarFieldType = z.enum(['string', 'number', 'boolean', 'timestamp', 'date'])

/** Children of a list or object; a list may hold lists, two levels deep. */
const field2 = scalarFieldType

const object2 = z.strictObject({ object: z.record(z.string(), field2) })
const list2 = z.strictObject({ list: z.union([z.record(z.string(), field2), field2]) })
const field1 = z.union([scalarFieldType, list2, object2])

/** `{ "list": { "sku": "string" } }`, or `{ "list": "string" }` for a list of plain values. */
export const listFieldType = z.strictObject({
  list: z.union([z.record(z.string(), field1), scalarFieldType]),
})

/** An object; its fields are written with dots: `address.city`. */
export const objectFieldType = z.strictObject({ object: z.record(z.string(), field1) })

export const fieldType = z.union([scalarFieldType, listFieldType, objectFieldType])

/** The fields of a dataset by name. */
export const datasetFields = z.record(z.string().min(1), fieldType)

export type ScalarFieldType = z.infer<typeof scalarFieldType>
export type FieldType = z.infer<typeof fieldType>
export type DatasetFields = z.infer<typeof datasetFields>

/** One leaf of a dataset's schema: its dotted path, its type, and the list fields around it, outermost first. */
export type FlatField = {
  readonly path: string
  readonly type: ScalarFieldType
  readonly lists: readonly string[]
}

/** Every leaf of the fields in order: objects become dotted paths, lists are remembered. */
export const flatFields = (
  fields: Readonly<Record<string, FieldType>>,
  prefix = '',
  lists: readonly string[] = [],
): readonly FlatField[] =>
  Object.entries(fields).flatMap(([name, type]): readonly FlatField[] => {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (typeof type === 'string') return [{ path, type, lists }]
    if ('object' in type) return flatFields(type.object, path, lists)
    if (typeof type.list === 'string') return [{ path, type: type.list, lists: [...lists, path] }]
    return flatFields(type.list, path, [...lists, path])
  })
