/** An event as a line says it. */
export interface EventLine {
  /** From 1 on. */
  readonly line: number
  /** ISO 8601, where the line begins with it. */
  readonly time: string | undefined
  readonly ids: readonly string[]
}

/** A line with a word that should be an identity, or a time, and is none. */
export interface BrokenLine {
  readonly line: number
  readonly kind: 'identity' | 'time'
  readonly word: string
}

/**
 * Lines of `namespace:id namespace:id`; `#` starts a comment, and an identity with spaces stands in
 * quotes. A line may begin with a time.
 */
export function parseEventLines(content: string): {
  readonly events: readonly EventLine[]
  readonly broken: readonly BrokenLine[]
} {
  const lines = content.split(/\r\n|\n|\r/).flatMap((text, index) => parseLine(text, index + 1))
  return {
    events: lines.filter((line) => 'ids' in line),
    broken: lines.filter((line) => 'word' in line),
  }
}

function parseLine(text: string, line: number): readonly (EventLine | BrokenLine)[] {
  const words = Array.from(text.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => ({
    text: quoted ?? plain!,
    isPlain: plain !== undefined,
  }))
  const comment = words.findIndex((word) => word.isPlain && word.text.startsWith('#'))
  const said = (comment < 0 ? words : words.slice(0, comment)).map((word) => word.text)
  const time = said[0] !== undefined && seemsTime.test(said[0]) ? said[0] : undefined
  const ids = time === undefined ? said : said.slice(1)
  if (said.length === 0) return []
  const word = ids.find((id) => !/^[^\s:]+:/u.test(id)) ?? (ids.length === 0 ? time : undefined)
  if (word !== undefined) return [{ line, kind: 'identity', word }]
  return [
    time === undefined || isTime(time) ? { line, time, ids } : { line, kind: 'time', word: time },
  ]
}

const seemsTime = /^\d{4}-\d\d-\d\d(T\S+)?$/

/** A day, or an instant with its zone. */
const isTime = (text: string): boolean =>
  /^[\d-]{10}(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) &&
  !Number.isNaN(Date.parse(text))
