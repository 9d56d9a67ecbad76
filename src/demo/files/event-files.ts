import { join } from 'node:path'
import type { Row } from '../world/events.ts'
import { scenario } from '../world/scenario.ts'
import { PackedFile } from './packed-file.ts'
import type { RowFormat } from './text.ts'

/** How an event dataset is written. */
export interface EventFormat {
  readonly format: RowFormat
  readonly rowId: string
  /** The fields that say who it was. */
  readonly identities: readonly string[]
}

/** What an import will make of a dataset's rows. */
export interface RowAccount {
  /** Lines of all files but headers. */
  written: number
  added: number
  duplicates: number
  /** Of the added: how many lie in the file that comes after all others. */
  late: number
  skipped: { 'unreadable-row': number; 'unreadable-time': number; 'missing-time': number }
  /** Of the added: how many say nobody's id. */
  withoutPerson: number
}

/** So many rows lie in one file at most. */
const rowsPerFile = 2_000_000

/** Writes the rows of an event dataset, with the defects that every real export has. */
export class EventFiles {
  readonly account: RowAccount = {
    written: 0,
    added: 0,
    duplicates: 0,
    late: 0,
    skipped: { 'unreadable-row': 0, 'unreadable-time': 0, 'missing-time': 0 },
    withoutPerson: 0,
  }
  readonly #nameOf: (part: string) => string
  readonly #settings: EventFormat
  readonly #parts: PackedFile[] = []
  readonly #late: PackedFile
  #rows = 0

  constructor(folder: string, dataset: string, settings: EventFormat) {
    this.#settings = settings
    this.#nameOf = (part) => join(folder, `${dataset}-${part}.${settings.format.extension}`)
    this.#late = this.#open('late')
  }

  /** The files in the order in which they are to be imported, but the late one. */
  get parts(): readonly string[] {
    return this.#parts.map(({ path }) => path)
  }

  /** To be imported after all others; empty in a small company. */
  get late(): readonly string[] {
    return this.#late.isEmpty ? [] : [this.#late.path]
  }

  add(row: Row): void {
    const { oneIn } = scenario
    const place = this.#rows++
    if (place % rowsPerFile === 0) this.#parts.push(this.#open(String(this.#parts.length + 1)))
    const isLate = isNth(place, oneIn.late)
    const line = this.#settings.format.print(row)
    this.#write(isLate ? this.#late : this.#part, line)
    this.account.added++
    if (isLate) this.account.late++
    if (isNth(place, oneIn.duplicate)) this.#repeat(line)
    if (isNth(place, oneIn.broken)) this.#break(row, line)
    if (isNth(place, oneIn.withoutPerson)) this.#forgetPerson(row)
  }

  async flush(): Promise<void> {
    for (const file of this.#parts) await file.flush()
    await this.#late.flush()
  }

  async close(): Promise<void> {
    for (const file of [...this.#parts, this.#late]) await file.close()
  }

  get #part(): PackedFile {
    return this.#parts.at(-1)!
  }

  #open(part: string): PackedFile {
    return new PackedFile(this.#nameOf(part), this.#settings.format.header)
  }

  #write(file: PackedFile, line: string): void {
    file.add(line)
    this.account.written++
  }

  /** In turn in the same file and in the late one. */
  #repeat(line: string): void {
    this.#write(this.account.duplicates++ % 2 === 0 ? this.#part : this.#late, line)
  }

  #break(row: Row, line: string): void {
    const { format, rowId } = this.#settings
    const { skipped } = this.account
    const reasons = Object.keys(skipped) as (keyof typeof skipped)[]
    const reason = reasons.toSorted((a, b) => skipped[a] - skipped[b])[0]!
    const id = `${idOf(row, rowId)}-broken`
    const lines = {
      'unreadable-row': () => format.break(line),
      'unreadable-time': () => format.print({ ...row, [rowId]: id, ts: '0000-00-00' }),
      'missing-time': () => format.print({ ...row, [rowId]: id, ts: null }),
    }
    this.#write(this.#part, lines[reason]())
    skipped[reason]++
  }

  #forgetPerson(row: Row): void {
    const { format, rowId, identities } = this.#settings
    const nobody = Object.fromEntries(identities.map((identity) => [identity, null]))
    const changed = { ...row, ...nobody, [rowId]: `${idOf(row, rowId)}-nobody` }
    this.#write(this.#part, format.print(changed))
    this.account.added++
    this.account.withoutPerson++
  }
}

const idOf = (row: Row, rowId: string): string =>
  (row as unknown as Readonly<Record<string, string>>)[rowId]!

/** The middle one of every `count`, so that few rows have some of each kind too. */
const isNth = (place: number, count: number): boolean => place % count === count >> 1
