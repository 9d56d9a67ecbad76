export { measureFields } from './measure-fields.ts'
export { readFieldValues } from './read-values.ts'
