/** Part `index` (from 1) of a delimited text; null where there are fewer or it is empty. */
export function takePart(
  text: string,
  delimiter: string,
  side: 'left' | 'right',
  index: number,
): string | null {
  const parts = text.split(delimiter)
  return (side === 'left' ? parts[index - 1] : parts.at(-index)) || null
}

/** The parts of a delimited text that are not empty. */
export function splitText(text: string, delimiter: string): readonly string[] {
  return text.split(delimiter).filter((part) => part !== '')
}
