import type { StitchedDataset } from '../../../../model/answers/stitching.ts'

/** What stitching by the dataset's own rows needs. semantics §2.2 */
const LEAST_PERSISTENT = 0.95
const LEAST_PERSON = 0.05

type Warning = StitchedDataset['warnings'][number]

/** What keeps a dataset from being stitched well. */
export function warnOfIds({
  method,
  ids,
  persistentId,
  personId,
}: Pick<StitchedDataset, 'method' | 'ids' | 'persistentId' | 'personId'>): readonly Warning[] {
  const { persistent, person } = ids
  const warnings: Warning[] = []
  if (persistent !== null && persistent <= LEAST_PERSISTENT) {
    const message = `${persistentId.field} is on ${percent(persistent)} of the rows: the others cannot be stitched (good: more than ${percent(LEAST_PERSISTENT)})`
    warnings.push({ kind: 'few-persistent-ids', share: persistent, message })
  }
  if (method === 'field' && person !== null && person <= LEAST_PERSON) {
    const message = `${personId.field} is on ${percent(person)} of the rows: few devices get a person (good: more than ${percent(LEAST_PERSON)})`
    warnings.push({ kind: 'few-person-ids', share: person, message })
  }
  return warnings
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`
