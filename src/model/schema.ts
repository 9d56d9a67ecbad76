import { z } from 'zod'

export const scalarFieldType = z.enum(['string', 'number', 'boolean', 'timestamp', 'date'])

export type ScalarFieldType = z.infer<typeof scalarFieldType>

/** The type of a field; objects and lists may hold one another, however deep. */
export type FieldType =
  | ScalarFieldType
  | { readonly list: ScalarFieldType | FieldTypes }
  | { readonly object: FieldTypes }

type FieldTypes = Readonly<Record<string, FieldType>>

/**
 * `string`; `{ "list": { "sku": "string" } }`, or `{ "list": "string" }` for a list of plain values;
 * `{ "object": { "city": "string" } }`, whose fields are written with dots: `address.city`.
 */
const fieldType: z.ZodType<FieldType> = z
  .lazy(() =>
    z.union([
      scalarFieldType,
      z.strictObject({ list: z.union([scalarFieldType, z.record(z.string(), fieldType)]) }),
      z.strictObject({ object: z.record(z.string(), fieldType) }),
    ]),
  )
  .meta({ id: 'FieldType' })

/** The fields of a dataset by name. */
export const datasetFields = z.record(z.string().min(1), fieldType)

export type DatasetFields = z.infer<typeof datasetFields>
