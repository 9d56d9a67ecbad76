/** Rows under a row, or the table's own: `shown` of them, and of some of them again the rows below. */
export interface Block<Row> {
  /** Unique in the table. */
  readonly id: string
  readonly shown: number
  /** Whether there are more than are shown, and a row stands for them. */
  readonly hasMore: boolean
  readonly rowAt: (index: number) => Row | undefined
  /** By rising index. */
  readonly opened: readonly { readonly index: number; readonly block: Block<Row> }[]
  /** All rows that are drawn for it. */
  readonly height: number
}

export function makeBlock<Row>(parts: Omit<Block<Row>, 'height'>): Block<Row> {
  const below = parts.opened.reduce((sum, { block }) => sum + block.height, 0)
  return { ...parts, height: parts.shown + below + (parts.hasMore ? 1 : 0) }
}

/** Where a drawn row stands: in which block, and there at which index; `more` stands for those not shown. */
export interface Located<Row> {
  readonly block: Block<Row>
  readonly index: number | 'more'
}

/** Finds a drawn row by its number from 0. */
export function locate<Row>(block: Block<Row>, drawn: number): Located<Row> | null {
  if (drawn < 0 || drawn >= block.height) return null
  let before = 0
  for (const { index, block: inside } of block.opened) {
    const start = index + before + 1
    if (drawn < start) return { block, index: drawn - before }
    if (drawn < start + inside.height) return locate(inside, drawn - start)
    before += inside.height
  }
  const index = drawn - before
  return { block, index: index < block.shown ? index : 'more' }
}
