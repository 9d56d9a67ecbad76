import { splitCharacters } from './characters.ts'

/** Removes any of the characters at both ends. */
export function createCharacterTrimmer(characters: string): (text: string) => string | null {
  const unwanted = new Set(splitCharacters(characters))
  return (text) => {
    const letters = splitCharacters(text)
    const start = letters.findIndex((letter) => !unwanted.has(letter))
    const end = letters.findLastIndex((letter) => !unwanted.has(letter))
    return start === -1 ? null : letters.slice(start, end + 1).join('')
  }
}
