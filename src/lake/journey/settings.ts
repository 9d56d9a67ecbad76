import type { Connection } from '../../model/definitions/index.ts'

/** What a journey is made of by its connection's definition, as one text; without what only people read. */
export const printSettings = ({ datasets, retentionMonths, guards }: Connection): string =>
  JSON.stringify({ datasets, retentionMonths, guards })
