import type { Item } from '../../model/result.ts'

/** A component that is dragged, with what an item belongs to. */
export interface Dropped {
  readonly kind: 'dimension' | 'item' | 'metric' | 'segment' | 'date-range'
  readonly id: string
  /** Its name as people read it. */
  readonly name: string
  /** Of an item: the dimension and the item itself. */
  readonly dimension?: string
  readonly item?: Item
}
