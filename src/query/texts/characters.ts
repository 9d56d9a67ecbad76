const segmenter = new Intl.Segmenter()

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const onlyUnits = /^[\0-\x7f]*$/

/** The characters as people count them: an emoji is one, and so is a letter with its accents. */
export function splitCharacters(text: string): readonly string[] {
  if (onlyUnits.test(text)) return text.split('')
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/**
 * The place in a text so many characters behind another, or before it where the count is negative; one
 * outside of the text where it has not so many.
 */
export function moveBy(text: string, from: number, count: number): number {
  if (onlyUnits.test(text)) return from + count
  const borders = listBorders(text)
  const index = borders.findIndex((border) => border >= from)
  return borders[index + count] ?? (count < 0 ? -1 : text.length + 1)
}

function listBorders(text: string): readonly number[] {
  return [...Array.from(segmenter.segment(text), ({ index }) => index), text.length]
}
