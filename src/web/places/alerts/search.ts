import { alertUnits } from '../../../model/alert-words.ts'
import type { AlertDocument } from '../../api/index.ts'

type Given = Readonly<Record<string, unknown>>

/** What a new alert begins with. */
export type AlertBegin = Pick<AlertDocument, 'dataView' | 'granularity' | 'metrics'> &
  Partial<Pick<AlertDocument, 'name' | 'segments' | 'items'>>

export interface NewAlertSearch {
  readonly from?: AlertBegin
}

const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an address says; what it says wrongly is left out. The server says what else is wrong. */
export function readNewAlertSearch({ from }: Given): NewAlertSearch {
  if (!isRecord(from)) return {}
  const { dataView, granularity, metrics, name, segments, items } = from
  const isWhole =
    typeof dataView === 'string' &&
    alertUnits.some((unit) => unit === granularity) &&
    Array.isArray(metrics) &&
    metrics.every((each) => isRecord(each) && isRecord(each['when']))
  if (!isWhole) return {}
  const areItems =
    Array.isArray(items) && items.every((each) => isRecord(each) && Array.isArray(each['items']))
  const begin = {
    ...{ dataView, granularity, metrics },
    ...(typeof name === 'string' && { name }),
    ...(Array.isArray(segments) && { segments }),
    ...(areItems && { items }),
  }
  return { from: begin as AlertBegin }
}
