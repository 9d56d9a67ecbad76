/** Names that the model leaves open: the parts that have what they mean say which there are. */
export type Vocabulary =
  | 'attribution-model'
  | 'allocation'
  | 'derived-field-function'
  | 'formula-function'
  | 'report-kind'

/** Marks a schema, so that what is printed of it lists the names: `z.string().meta(openName('…'))`. */
export const openName = (vocabulary: Vocabulary) => ({ vocabulary })
