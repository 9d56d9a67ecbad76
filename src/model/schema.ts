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
