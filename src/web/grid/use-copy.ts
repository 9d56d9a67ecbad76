import { useRef } from 'react'
import { grid as texts } from '../texts/grid.ts'
import { writeToClipboard } from './clipboard.ts'
import { rowsOfSource, writeCopied } from './copied-text.ts'
import { firstBodyRow, type GridRow } from './grid-model.ts'
import type { GridProps } from './grid-props.ts'
import { type CellRange, countCells } from './selection.ts'
import type { GridLayout } from './use-grid-layout.ts'

const count = new Intl.NumberFormat()

/** Copies what is selected once all of it is there. */
export function useCopy(
  props: GridProps,
  { heads, shape }: GridLayout,
  ranges: readonly CellRange[],
  say: (text: string) => void,
) {
  const latest = useRef(props)
  latest.current = props
  const rowAt = (position: number): GridRow | undefined => {
    const { pinned = [], source } = latest.current
    const index = position - firstBodyRow(shape)
    return index < 0 ? pinned[index + pinned.length] : source.rowAt(index)
  }
  const copy = async (isWithHeads: boolean): Promise<void> => {
    const needed = rowsOfSource(ranges, shape)
    try {
      const refusal = await latest.current.findCopyRefusal?.()
      if (typeof refusal === 'string') return say(refusal)
      if (needed !== null) await latest.current.load?.(...needed)
    } catch {
      say(texts.notCopied)
      return
    }
    const copied = { heads, cornerName: props.corner.name, rowAt }
    const isDone = await writeToClipboard(writeCopied(ranges, copied, isWithHeads))
    say(isDone ? texts.copied(count.format(countCells(ranges))) : texts.notCopied)
  }
  return copy
}
