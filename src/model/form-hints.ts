/** What a form asks for where a schema alone does not tell. */
export type Asked =
  | 'rule-input'
  | 'rule-condition'
  | 'arithmetic'
  | 'lookup-dataset'
  | 'lookup-field'

/** Marks a schema with what a form asks for: `z.union([…]).meta(asks('rule-input'))`. */
export const asks = (asked: Asked) => ({ 'x-asks': asked })

/** Marks a setting that matters only while another one beside it has one of these values. */
export const onlyWith = (setting: string, values: readonly (string | boolean)[]) => ({
  'x-only-with': { setting, values },
})
