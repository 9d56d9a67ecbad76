/** A line of a file; its number counts from 1, the header included. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** What a line leaves behind: `broken` when something else than a delimiter follows a quote. */
type LineEnd = 'whole' | 'open' | 'broken'

/** Reads a line from its start, or from inside a quoted value (`isOpen`), to its end. */
export function scanLine(line: string, isOpen: boolean, delimiter: string, quote = '"'): LineEnd {
  if (!isOpen && !line.includes(quote)) return 'whole'
  let isQuoted = isOpen
  let at = 0
  while (at < line.length || isQuoted) {
    if (!isQuoted) at = afterBlanks(line, at)
    if (!isQuoted && line[at] !== quote) {
      const next = line.indexOf(delimiter, at)
      if (next === -1) return 'whole'
      at = next + 1
      continue
    }
    const end = closingQuote(line, isQuoted ? at : at + 1, quote)
    if (end === -1) return 'open'
    isQuoted = false
    at = afterBlanks(line, end + 1)
    if (at === line.length) return 'whole'
    if (line[at] !== delimiter) return 'broken'
    at += 1
  }
  return 'whole'
}

const blanks = new Set([' ', '\r'])

function afterBlanks(line: string, from: number): number {
  let at = from
  while (at < line.length && blanks.has(line[at]!)) at += 1
  return at
}

/** Two quotes in a row are one of the value. */
function closingQuote(line: string, from: number, quote: string): number {
  let at = line.indexOf(quote, from)
  while (at !== -1 && line[at + 1] === quote) at = line.indexOf(quote, at + 2)
  return at
}

const mostLinesOfAValue = 10_000

/**
 * Lets lines through, but those that open a quote which is never properly closed: what follows such
 * a line is read as rows again.
 */
export function quoteFilter(delimiter: string, aside: (line: Line) => void, quote = '"') {
  let held: Line[] = []
  let passed: string[] = []
  const restart = () => {
    const [opening, ...others] = held
    held = []
    if (opening) aside(opening)
    for (const line of others) take(line)
  }
  const take = (line: Line) => {
    const end = scanLine(line.text, held.length > 0, delimiter, quote)
    if (end === 'broken' && held.length === 0) passed.push(line.text)
    else held.push(line)
    if (end === 'whole') passed.push(...held.splice(0).map(({ text }) => text))
    else if (end === 'broken' || held.length > mostLinesOfAValue) restart()
  }
  const flush = () => {
    const lines = passed
    passed = []
    return lines
  }
  return {
    /** The lines that are known to be sound with this one. */
    feed(line: Line): readonly string[] {
      take(line)
      return flush()
    },
    end(): readonly string[] {
      while (held.length > 0) restart()
      return flush()
    },
  }
}
