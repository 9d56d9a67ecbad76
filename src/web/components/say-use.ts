import type { FieldUse } from '../../model/answers/definitions.ts'
import { texts } from '../texts/index.ts'

/** A labelled field and through what it is read: `customers.income through segment rich`. */
export const sayUse = ({ dataset, field, through }: FieldUse): string =>
  [
    `${dataset}.${field}`,
    ...(through.length === 0 ? [] : [texts.policies.through, through.join(' → ')]),
  ].join(' ')
