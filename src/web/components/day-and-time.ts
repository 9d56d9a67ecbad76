/** A printed instant as its day, with what stands behind it, and its time; null in a language that has no comma between. */
export function splitDayAndTime(text: string): readonly [string, string] | null {
  const border = text.lastIndexOf(', ') + 1
  return border === 0 ? null : [text.slice(0, border), text.slice(border + 1)]
}
