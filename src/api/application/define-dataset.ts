import { declareFields, describeDataset } from '../../lake/datasets/index.ts'
import { omitUndefined, type Stores } from './apply.ts'

/** Writes down what an import has found out about a dataset that nobody had defined. */
export async function defineDataset(
  { lake, store }: Pick<Stores, 'lake' | 'store'>,
  id: string,
): Promise<void> {
  const { type, timestamp, timeZone, rowId, assume, fields } = await describeDataset(lake, id)
  const settings = omitUndefined({ timestamp, timeZone, rowId, assume })
  await store.definitions.put({
    kind: 'dataset',
    id,
    type,
    ...settings,
    fields: declareFields(fields),
  })
}
