import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { ThroughlineError } from '../../model/errors.ts'
import { readPlainBytes } from '../containers/plain-bytes.ts'
import type { FileFormat, SourceFile } from '../source.ts'
import { writeCopy } from '../write-copy.ts'
import { jsonLines } from './json/copy-list.ts'

export const xes: FileFormat = {
  name: 'xes',
  label: 'XES',
  description:
    'Event logs of process mining (IEEE 1849). One row per event; attributes of its trace begin with `case:`, as in `case:concept:name`; attributes within attributes are joined by colons.',
  extensions: ['xes'],
  layout: ['encoding'],
  isText: true,
  mayBeOneLine: true,
  recognises: ({ text }) => /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<log[\s>]/.test(text),
  async open(lake, file) {
    const bytes = await readPlainBytes(lake, file)
    const copied = { head: Buffer.from('{'), settled: jsonLines, original: { format: 'xes' } }
    return { repair: () => writeCopy(lake, file, readEvents(file, bytes), copied) }
  },
}

async function* readEvents(file: SourceFile, bytes: AsyncIterable<Buffer>) {
  const log = new EventReader()
  const decoder = new TextDecoder()
  try {
    for await (const piece of bytes) yield log.feed(decoder.decode(piece, { stream: true }))
    yield log.end()
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    const reason = `it is not XML as it should be: ${error.message}`
    throw new ThroughlineError('import/unreadable', { source: file.name, reason })
  }
}

class XmlError extends Error {}

type Value = string | number | boolean | readonly unknown[]

/** An attribute that is open, or a list of them. */
interface Open {
  readonly path: string
  readonly items?: unknown[]
}

const scalars = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])
const groups = new Set(['list', 'container'])

/** Reads events from pieces of XML; holds one event and the attributes of its trace. */
class EventReader {
  readonly #parser = new SaxesParser()
  #trace = new Map<string, Value>()
  #event: Map<string, Value> | undefined
  #open: Open[] = []
  /** Inside of `global` and the like, whose attributes are nobody's. */
  #aside = 0
  #isInTrace = false
  #lines: string[] = []

  constructor() {
    this.#parser.on('error', ({ message }) => {
      throw new XmlError(message)
    })
    this.#parser.on('opentag', (tag) => this.#start(tag))
    this.#parser.on('closetag', ({ name }) => this.#finish(localName(name)))
  }

  /** Events that end in this piece, as lines of JSON. */
  feed(piece: string): string {
    this.#parser.write(piece)
    return this.#take()
  }

  end(): string {
    this.#parser.close()
    return this.#take()
  }

  #take(): string {
    const lines = this.#lines.join('')
    this.#lines = []
    return lines
  }

  #start({ name, attributes }: SaxesTagPlain): void {
    const kind = localName(name)
    if (kind === 'global' || this.#aside > 0) this.#aside += 1
    else if (kind === 'trace') {
      this.#isInTrace = true
      this.#trace = new Map()
    } else if (kind === 'event') this.#event = new Map()
    else if (scalars.has(kind) || groups.has(kind)) this.#openAttribute(kind, attributes)
  }

  #openAttribute(kind: string, { key = '', value }: Readonly<Record<string, string>>): void {
    const outer = this.#open.at(-1)
    if (outer?.items !== undefined) {
      outer.items.push(valueOf(kind, value ?? ''))
      this.#open.push({ path: '', items: [] })
      return
    }
    const path = outer === undefined ? key : `${outer.path}:${key}`
    const items: unknown[] | undefined = kind === 'list' ? [] : undefined
    if (items !== undefined) this.#set(path, items)
    else if (value !== undefined && scalars.has(kind)) this.#set(path, valueOf(kind, value))
    this.#open.push({ path, ...(items && { items }) })
  }

  #set(path: string, value: Value): void {
    if (this.#event !== undefined) this.#event.set(path, value)
    else if (this.#isInTrace) this.#trace.set(`case:${path}`, value)
  }

  #finish(kind: string): void {
    if (this.#aside > 0) this.#aside -= 1
    else if (scalars.has(kind) || groups.has(kind)) this.#open.pop()
    else if (kind === 'event') {
      this.#lines.push(
        `${JSON.stringify(Object.fromEntries([...this.#trace, ...(this.#event ?? [])]))}\n`,
      )
      this.#event = undefined
    } else if (kind === 'trace') this.#isInTrace = false
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function valueOf(kind: string, value: string): string | number | boolean {
  if (kind === 'boolean') return value === 'true' || (value === 'false' ? false : value)
  const number = Number(value)
  const isExact = kind === 'float' ? Number.isFinite(number) : Number.isSafeInteger(number)
  return (kind === 'int' || kind === 'float') && value.trim() !== '' && isExact ? number : value
}
