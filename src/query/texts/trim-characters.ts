/** Removes any of the characters at both ends. */
export function createCharacterTrimmer(characters: string): (text: string) => string | null {
  const unwanted = new Set(characters)
  return (text) => {
    let [start, end] = [0, text.length]
    while (start < end && unwanted.has(text[start]!)) start++
    while (end > start && unwanted.has(text[end - 1]!)) end--
    return text.slice(start, end) || null
  }
}
