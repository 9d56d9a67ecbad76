/** 0, 1, 2 …, as many as were ever asked for. */
let known = new Uint32Array(0)

/** The indexes of so many rows. Shared: not to be written to. */
export function listEveryRow(count: number): Uint32Array {
  if (count > known.length) {
    known = new Uint32Array(Math.max(count, known.length * 2))
    for (let row = 0; row < known.length; row++) known[row] = row
  }
  return known.subarray(0, count)
}
