import { ThroughlineError } from '../../../model/errors.ts'
import { show } from '../../../model/show.ts'

/** An event as a line says it. */
export interface EventLine {
  /** From 1 on. */
  readonly line: number
  /** ISO 8601, where the line begins with it. */
  readonly time: string | undefined
  readonly ids: readonly string[]
}

/**
 * Lines of `namespace:id namespace:id`; `#` starts a comment, and an identity with spaces stands in
 * quotes. Errors: import/unreadable, with the line.
 */
export function readEventLines(content: string): readonly EventLine[] {
  return content.split(/\r\n|\n|\r/).flatMap((text, index) => readLine(text, index + 1))
}

function readLine(text: string, line: number): readonly EventLine[] {
  const words = Array.from(text.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => ({
    text: quoted ?? plain!,
    isPlain: plain !== undefined,
  }))
  const comment = words.findIndex((word) => word.isPlain && word.text.startsWith('#'))
  const said = (comment < 0 ? words : words.slice(0, comment)).map((word) => word.text)
  const time = said[0] !== undefined && isTime.test(said[0]) ? said[0] : undefined
  const ids = time === undefined ? said : said.slice(1)
  if (said.length === 0) return []
  const wrong = ids.find((id) => !/^[^\s:]+:/u.test(id)) ?? (ids.length === 0 ? time : undefined)
  if (wrong !== undefined) {
    const reason = `${show(wrong)} is no identity; write namespace:id, such as email:ann@x.io`
    throw new ThroughlineError('import/unreadable', { source: `line ${line}`, reason })
  }
  return [{ line, time, ids }]
}

const isTime = /^\d{4}-\d\d-\d\d(T\S+)?$/
