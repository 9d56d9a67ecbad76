import { letOthersIn } from './let-others-in.ts'

/** What is parsed at once: some milliseconds. */
const LETTERS_AT_ONCE = 1 << 17

/** So many levels are taken apart; what is longer below them is parsed at once. */
const LEVELS = 8

/** Made of each value that was parsed at once, with how many lists and objects stand around it. */
type Finish = (value: unknown, depth: number) => unknown

/**
 * What `JSON.parse` gives, parsed in parts between which others are let in. Errors: a SyntaxError whose message
 * ends with the position.
 */
export function parseJsonInParts(text: string, finish: Finish = (value) => value) {
  return parseRange({ text, finish }, 0, text.length, 0)
}

interface Source {
  readonly text: string
  readonly finish: Finish
}

/** A list or object that is put together from its members. */
interface Gathering {
  readonly take: (parsed: unknown) => void
  readonly takeLong: (start: number, end: number) => Promise<void>
  readonly result: () => unknown
}

async function parseRange(source: Source, start: number, end: number, depth: number) {
  const opening = skipBlanks(source.text, start)
  const isShort = end - start <= LETTERS_AT_ONCE || depth >= LEVELS
  const close = isShort ? undefined : closings.get(source.text[opening]!)
  if (close !== undefined) return parseMembers(source, { opening, end, close, depth })
  await letOthersIn()
  return source.finish(parseAtOnce(source.text, start, end), depth)
}

const closings: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
])

interface Container {
  readonly opening: number
  readonly end: number
  readonly close: string
  readonly depth: number
}

async function parseMembers(source: Source, container: Container): Promise<unknown> {
  const { text } = source
  const { opening, close, depth } = container
  const gathering = close === ']' ? gatherList(source, depth) : gatherObject(source, depth)
  for await (const { start, end, isLong } of listParts(text, container)) {
    if (isLong) await gathering.takeLong(start, end)
    else gathering.take(parseAtOnce(text, start, end, text[opening], close))
    await letOthersIn()
  }
  return gathering.result()
}

function gatherList(source: Source, depth: number): Gathering {
  const list: unknown[] = []
  return {
    take(parsed) {
      for (const each of parsed as readonly unknown[]) list.push(source.finish(each, depth + 1))
    },
    takeLong: async (start, end) => void list.push(await parseRange(source, start, end, depth + 1)),
    result: () => list,
  }
}

function gatherObject(source: Source, depth: number): Gathering {
  const entries: (readonly [name: string, value: unknown])[] = []
  return {
    take(parsed) {
      const part = source.finish(parsed, depth) as object
      for (const entry of Object.entries(part)) entries.push(entry)
    },
    async takeLong(start, end) {
      const { text } = source
      const colon = text.indexOf(':', findEndOfText(text, skipBlanks(text, start), end))
      if (colon < 0 || colon > end) throw wrongAt(start)
      const name = source.finish(parseAtOnce(text, start, colon), depth)
      if (typeof name !== 'string') throw wrongAt(start)
      entries.push([name, await parseRange(source, colon + 1, end, depth + 1)])
    },
    result: () => Object.fromEntries(entries),
  }
}

/** Members of a list or object that are parsed together, or one of them that is long. */
interface Part {
  readonly start: number
  readonly end: number
  readonly isLong: boolean
}

/** The parts of a list or object, of which each member ends at a comma or the closing bracket. */
async function* listParts(text: string, container: Container): AsyncGenerator<Part> {
  const { opening, end } = container
  let [part, member, pause] = [opening + 1, opening + 1, opening]
  for (let i = opening + 1, level = 1; i < end; i++) {
    const letter = text.charCodeAt(i)
    if (letter === QUOTE) i = findEndOfText(text, i, end) - 1
    else if (letter === BRACE || letter === BRACKET) level += 1
    else if (letter === BRACE + 2 || letter === BRACKET + 2) level -= 1
    if (i > pause) {
      pause = i + LETTERS_AT_ONCE
      await letOthersIn()
    }
    const isEnd = level === 0
    if (!isEnd && (level > 1 || letter !== COMMA)) continue
    refuseWrongEnd(text, container, member, i)
    const isLong = i - member > LETTERS_AT_ONCE
    if (isLong && part < member) yield { start: part, end: member - 1, isLong: false }
    if (isLong) yield { start: member, end: i, isLong }
    else if ((isEnd && part < i) || i - part > LETTERS_AT_ONCE)
      yield { start: part, end: i, isLong }
    else if (!isEnd) {
      member = i + 1
      continue
    }
    if (isEnd) return
    part = member = i + 1
  }
  throw wrongAt(end)
}

/** A bracket of the other kind, something behind the last one, or nothing where a member is. */
function refuseWrongEnd(
  text: string,
  { opening, end, close }: Container,
  from: number,
  at: number,
) {
  const isEnd = text[at] !== ','
  if (isEnd && text[at] !== close) throw wrongAt(at)
  const isOnly = isEnd && from === opening + 1
  if (!isOnly && skipBlanks(text, from) >= at) throw wrongAt(at)
  const rest = isEnd ? skipBlanks(text, at + 1) : end
  if (rest < end) throw wrongAt(rest)
}

/** Behind the quote that ends a text. */
function findEndOfText(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    const letter = text.charCodeAt(i)
    if (letter === BACKSLASH) i += 1
    else if (letter === QUOTE) return i + 1
  }
  throw wrongAt(end)
}

function parseAtOnce(text: string, start: number, end: number, before = '', after = ''): unknown {
  try {
    return JSON.parse(before + text.slice(start, end) + after)
  } catch (error) {
    const told = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    throw wrongAt(told === undefined ? end : Math.min(end, start + Number(told) - before.length))
  }
}

const wrongAt = (position: number) => new SyntaxError(`it goes wrong at position ${position}`)

function skipBlanks(text: string, start: number): number {
  let at = start
  while (at < text.length && blanks.includes(text[at]!)) at += 1
  return at
}

const blanks = ' \t\n\r'
const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const BRACE = 0x7b
const BRACKET = 0x5b
