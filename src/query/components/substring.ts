import { findPart } from '../texts/text-part.ts'
import { createRegexReplacer } from '../texts/regex-replacer.ts'
import { takePart } from '../texts/split-text.ts'
import { createCharacterTrimmer } from '../texts/trim-characters.ts'
import { readUrlPart } from '../texts/url-part.ts'
import type { Substring } from '../../model/component-settings.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { mapItems, ofText } from '../compilation/map-items.ts'
import { splitDelimited } from '../compilation/split-items.ts'
import type { TextValue } from '../compilation/value.ts'

/** A part of each value, or all parts as several values (§3.8). Errors: regex/invalid. */
export function takeSubstring(c: Compilation, value: TextValue, substring: Substring): TextValue {
  if (substring.method === 'delimiter' && substring.toArray === true) {
    return splitDelimited(c, value, substring.delimiter)
  }
  const key = `substring ${JSON.stringify(substring)}`
  return mapItems(c, value, key, ofText(partTaker(substring)))
}

type PartTaker = (text: string) => string | null

function partTaker(substring: Substring): PartTaker {
  switch (substring.method) {
    case 'left':
    case 'right':
      return (text) => {
        const part = findPart(text, substring.method, substring.from, substring.to, 'offset')
        return part && text.slice(part.start, part.end)
      }
    case 'delimiter':
      return (text) => takePart(text, substring.delimiter, substring.from, substring.index ?? 1)
    case 'url':
      return (text) => readUrlPart(text, substring.part, substring.parameter)
    case 'trim':
      return substring.characters === undefined
        ? (text) => text.trim()
        : createCharacterTrimmer(substring.characters)
    case 'regex':
      return createRegexReplacer(substring, ['substring', 'pattern'])
    default:
      return substring satisfies never
  }
}
