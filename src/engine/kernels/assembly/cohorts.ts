import { At } from './address'
import { setIn } from './bits'

/**
 * Counts runs by the periods in which they are included and return. Events have bit 0 of `bits` (16 bytes
 * of slack) where they include and bit 1 where they return; period is 1 … 63, 0 outside.
 * included[row] grows by the runs included in a period, cells[row * columns + c] by those
 * of them that return in column c, where columnOf[64 + distance] is 1 + c, 0 for no column.
 */
export function countCohorts(
  period: At<u8>, bits: At<u8>, runs: At<u32>, k: i32, columnOf: At<u32>, columns: u32,
  included: At<u32>, cells: At<u32>,
): void {
  let from: i32 = load<u32>(runs)
  for (let r = 0; r < k; r++) {
    const to: i32 = load<u32>(runs + ((r + 1) << 2))
    let includes: u64 = 0
    let returns: u64 = 0
    for (let i = from; i < to; i += 16) {
      for (let set = setIn(bits + i, to - i); set; set &= set - 1) {
        const at = i + ctz(set)
        const b = <u64>load<u8>(bits + at)
        const p = <u64>load<u8>(period + at)
        includes |= (b & 1) << p
        returns |= (b >> 1) << p
      }
    }
    returns &= ~1
    for (let rows = includes & ~1; rows; rows &= rows - 1) {
      const row = <u32>ctz(rows)
      const at = included + (row << 2)
      store<u32>(at, load<u32>(at) + 1)
      for (let rest = returns; rest; rest &= rest - 1) {
        const column = load<u32>(columnOf + ((64 + <u32>ctz(rest) - row) << 2))
        if (!column) continue
        const cell = cells + ((row * columns + column - 1) << 2)
        store<u32>(cell, load<u32>(cell) + 1)
      }
    }
    from = to
  }
}
