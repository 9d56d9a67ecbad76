/** How wide a text is at 11 px, about: charts leave a little more room than it takes. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const character of text)
    width += narrow.has(character) ? 3.6 : /[A-ZMW@%€&m]/.test(character) ? 8 : 6.3
  return width
}

const narrow = new Set([..."ijlft.,:;|!'()[] -1"])

/** The text, with an ellipsis where it does not fit. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}
