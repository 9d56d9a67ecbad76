interface Level {
  readonly isList: boolean
  /** The keys that lead here, through objects only; undefined behind a list. */
  readonly path: string | undefined
}

/**
 * Splits the lists at a path of JSON documents (`''` for the document itself, `data.rows`) into their
 * elements, whatever these are. The text comes in pieces; only one element is held at a time.
 */
export class ListSplitter {
  readonly #path: string
  readonly #levels: Level[] = []
  /** How many levels are open in the list that is being split; 0 outside of one. */
  #depth = 0
  #element = ''
  #lines: string[] = []
  #isQuoted = false
  #isEscaped = false
  #word = ''
  #key = ''

  constructor(path: string) {
    this.#path = path
  }

  /** The elements that end in this piece of the text, each on a line. */
  feed(piece: string): readonly string[] {
    this.#lines = []
    for (const character of piece) this.#take(character)
    return this.#lines
  }

  /** The start of an element that never ended; undefined when every document was closed. */
  end(): string | undefined {
    return this.#levels.length === 0 && !this.#isQuoted ? undefined : this.#element.trim()
  }

  #take(character: string): void {
    const depth = this.#depth
    const isBetween = depth > 0 && !this.#isQuoted && this.#levels.length === depth
    if (isBetween && character === ',') return this.#finish()
    if (this.#isQuoted) this.#takeQuoted(character)
    else this.#takePlain(character)
    if (depth === 0 || this.#depth === 0) return
    this.#element += character === '\n' || character === '\r' ? ' ' : character
  }

  #takeQuoted(character: string): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (character === '\\') this.#isEscaped = true
    else if (character === '"') this.#isQuoted = false
    if (this.#isQuoted && this.#depth === 0) this.#word += character
  }

  #takePlain(character: string): void {
    if (character === '"') {
      this.#isQuoted = true
      this.#word = ''
    } else if (character === ':' && this.#depth === 0) this.#key = this.#word
    else if (character === '{' || character === '[') this.#open(character === '[')
    else if (character === '}' || character === ']') this.#close()
  }

  #open(isList: boolean): void {
    const path = pathBelow(this.#levels.at(-1), this.#key)
    this.#levels.push({ isList, path })
    if (isList && path === this.#path && this.#depth === 0) this.#depth = this.#levels.length
  }

  #close(): void {
    if (this.#depth > 0 && this.#levels.length === this.#depth) {
      this.#finish()
      this.#depth = 0
    }
    this.#levels.pop()
  }

  #finish(): void {
    const line = this.#element.trim()
    this.#element = ''
    if (line !== '') this.#lines.push(line)
  }
}

function pathBelow(outer: Level | undefined, key: string): string | undefined {
  if (outer === undefined) return ''
  if (outer.isList || outer.path === undefined) return undefined
  return outer.path === '' ? key : `${outer.path}.${key}`
}
