/**
 * Which of the positions along an axis get a label, so that no two touch: every nth, by round numbers.
 * `room` is the distance of two neighbours, `widest` the widest label, both in pixels.
 */
export function chooseTicks(count: number, room: number, widest: number): readonly number[] {
  const least = Math.max(1, (widest + 12) / Math.max(room, 0.01))
  const step = steps.find((each) => each >= least) ?? Math.ceil(least)
  return Array.from({ length: Math.ceil(count / step) }, (_, k) => k * step)
}

const steps = [1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 30, 60, 90, 120, 180, 360]
