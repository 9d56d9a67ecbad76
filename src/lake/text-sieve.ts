import { hash } from 'node:crypto'
import { type Sql, sql } from './sql.ts'

/** Tells of most texts that are not among many that they are not, and of none that is. */
export interface TextSieve {
  /** How many were added, each as often as it was. */
  readonly size: number
  add(text: string): void
  /** The prints of texts one behind the other, see `selectPrint`. */
  addPrints(prints: Uint8Array): void
  /** False: it was not added. True: it was, but for one in a hundred million. */
  mayHave(text: string): boolean
}

export const PRINT_BYTES = 8

/** What a sieve keeps of a text, in ClickHouse: eight bytes in RowBinary. */
export const selectPrint = (text: Sql): Sql =>
  sql`reinterpretAsUInt64(substring(MD5(${text}), 1, 8))`

const FIRST_SLOTS = 2 ** 16
const MOST_SLOTS = 2 ** 24
/** Beyond that, looking for a free slot takes long. */
const MOST_FILLED = 0.7

/** A table of halves of prints; the other half says from where on one lies. 0: nothing does. */
interface Table {
  readonly slots: Uint32Array
  filled: number
}

const makeTable = (slots: number): Table => ({ slots: new Uint32Array(slots), filled: 0 })

/** Five to twelve bytes for each text. */
export function createTextSieve(): TextSieve {
  const tables: Table[] = [makeTable(FIRST_SLOTS)]
  let size = 0

  function add(place: number, print: number): void {
    const last = tables.at(-1)!
    if (last.filled < last.slots.length * MOST_FILLED) return put(last, place, print)
    const next = makeTable(Math.min(last.slots.length * 2, MOST_SLOTS))
    tables.push(next)
    put(next, place, print)
  }

  return {
    get size() {
      return size
    },
    add(text) {
      const bytes = printOf(text)
      add(bytes.readUInt32LE(0), bytes.readUInt32LE(4))
      size += 1
    },
    addPrints(prints) {
      const view = new DataView(prints.buffer, prints.byteOffset, prints.byteLength)
      for (let at = 0; at < prints.byteLength; at += PRINT_BYTES) {
        add(view.getUint32(at, true), view.getUint32(at + 4, true))
      }
      size += prints.byteLength / PRINT_BYTES
    },
    mayHave(text) {
      const bytes = printOf(text)
      const place = bytes.readUInt32LE(0)
      const print = bytes.readUInt32LE(4)
      return tables.some(({ slots }) => slots[find(slots, place, print)] !== 0)
    },
  }
}

const printOf = (text: string): Buffer => hash('md5', text, 'buffer')

function put(table: Table, place: number, print: number): void {
  const at = find(table.slots, place, print)
  if (table.slots[at] !== 0) return
  table.slots[at] = print || 1
  table.filled += 1
}

/** Where a print lies, or would. */
function find(slots: Uint32Array, place: number, print: number): number {
  const mask = slots.length - 1
  const wanted = print || 1
  let at = place & mask
  while (slots[at] !== 0 && slots[at] !== wanted) at = (at + 1) & mask
  return at
}
