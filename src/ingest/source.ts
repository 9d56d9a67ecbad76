import type { LakeClient } from '../lake/client.ts'
import type { CellLayout } from '../lake/datasets/index.ts'
import type { Sql } from '../lake/sql.ts'
import type { Field } from '../model/answers/datasets.ts'
import type { OpenQuestion } from '../model/answers/imports.ts'
import type { FileOptions, LayoutOptions } from '../model/import-options.ts'

/** One file, as it was found; those of other machines have been copied to this one. */
export interface LocatedFile {
  /** As the user named it; shown in messages and kept with the batch. Members of archives: `archive/member`. */
  readonly name: string
  /** `file({path}, …)`: takes ClickHouse's format and structure. */
  readonly table: (format: string, structure?: Sql) => Sql
  /** Where it lies. */
  readonly path: string
  /** The archives and compressions that it was in, outermost first. */
  readonly packed: readonly string[]
}

/** A file to read. */
export interface SourceFile extends LocatedFile {
  /** Its first bytes, unpacked; all of a smaller file. */
  readonly head: Uint8Array
  /** How it is packed where ClickHouse unpacks it in reading. */
  readonly compression?: string
  /** Files that belong to it, by their names without folders. */
  readonly companions?: ReadonlyMap<string, SourceFile>
  /** Rows that a repair has taken out; undefined when none was made. */
  readonly takenOut?: readonly UnreadableRow[]
  /** What is known of all of a text. */
  readonly survey?: TextSurvey
  /** How a copy is to be read, by who made it. */
  readonly settled?: LayoutOptions
  /** What a copy was made of: shown in the place of what the copy is. */
  readonly original?: LayoutOptions
}

/** What only a look at all of a text tells. */
export interface TextSurvey {
  readonly isUtf8: boolean
  /** One of ASCII, and whether it is there an odd number of times. */
  readonly character: string
  readonly isOdd: boolean
  /** Of lines shorter than a megabyte it may be any of them. */
  readonly longestLineBytes: number
  /** One was too long to look at the whole text. */
  readonly isUnread?: boolean
}

/** How a value arrives, before it is converted to its field's type. */
export type ValueShape =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' | 'boolean' | 'other' }
  /** `local`: what a clock shows, wherever it hangs. */
  | { readonly kind: 'time'; readonly of: 'instant' | 'local' | 'date' }
  | { readonly kind: 'list'; readonly of: ValueShape }
  | { readonly kind: 'object'; readonly elements: ReadonlyMap<string, ValueShape> }

/** An expression over the source's rows and the shape of its value. */
export interface Reading {
  readonly expression: Sql
  readonly shape: ValueShape
}

/** A row that does not have the form that its format asks for. */
export interface UnreadableRow {
  readonly rowNumber: number
  readonly raw: string
  readonly reason: UnreadableReason
  /** What is wrong, in words. */
  readonly problem: string
}

/** `unclosed-quote`: a line of CSV whose quote is not properly closed. */
export const unreadableReasons = ['unreadable-row', 'unclosed-quote'] as const
export type UnreadableReason = (typeof unreadableReasons)[number]

/** Makes a copy of a file without the rows that keep the others from being read. */
export type Repair = () => Promise<RepairedFile>

export interface RepairedFile {
  readonly file: SourceFile
  remove(): Promise<void>
}

/** What a reader found out about its source. */
export interface Finding {
  /** Only a repaired copy can be read as it should be. */
  readonly repair?: Repair | undefined
}

export interface Sample extends Finding {
  /** The fields as the source's first rows suggest them, in its order; none without rows. */
  readonly fields: readonly Field[]
  /** What the source leaves open and no option answers. */
  readonly questions?: readonly OpenQuestion[]
}

export interface ReadingEnd extends Finding {
  /** Rows that the format's own reader put aside. */
  readonly unreadable: readonly UnreadableRow[]
}

/** How rows are read: `SELECT … FROM from`, with one reading per field. */
export interface SourceRows {
  readonly from: Sql
  readonly settings: Sql
  /** The row's position in the source, from 0, growing. */
  readonly position: Sql
  /** A reason to put the row aside, or ''. */
  readonly problem: Sql
  /** The row as text. */
  readonly raw: Sql
  /** The value at a path; no reading: the source does not have it. */
  readonly reading: (path: string) => Reading | undefined
  /** To be asked once the rows were read. */
  readonly finish: () => Promise<ReadingEnd>
}

/** A source that can be read. */
export interface OpenFile {
  /** What the format has found out; the rest is known without it. */
  readonly layout: LayoutOptions
  /** Of a text in columns: how its rows are cut into cells. */
  readonly cells?: CellLayout
  /** Whether its values are texts that only their form tells the type of. */
  readonly isUntyped?: boolean
  /** Whether programs have written its numbers, so that `1,200` is none, but a list. */
  readonly hasPlainNumbers?: boolean
  /** A copy that can be read where the file turns out to be unreadable. */
  readonly rescue?: Repair
  readonly sample: () => Promise<Sample>
  readonly rows: (fields: readonly Field[]) => SourceRows
}

/** What the first bytes of a file say. */
export interface Head {
  readonly bytes: Uint8Array
  /** As text, without a byte order mark. */
  readonly text: string
  /** Whether this is all of the file. */
  readonly isWhole: boolean
}

/** A file format: what it is called, how it is recognised, how it is read. */
export interface FileFormat {
  /** As options name it. */
  readonly name: string
  readonly label: string
  /** What it is and how it is read, in a sentence or two, for the documentation. */
  readonly description: string
  /** Name endings without dot, in lower case, after `.gz` and the like are taken off. */
  readonly extensions: readonly string[]
  /** Options of layout that say something of it; others say nothing. */
  readonly layout: readonly (keyof LayoutOptions)[]
  /** Text is brought to UTF-8 before it is read. */
  readonly isText: boolean
  /** Text in which a line means nothing: one may be as long as the file. */
  readonly mayBeOneLine?: boolean
  /** Whether a file that starts so can only be of this format; it need not when its name says so. */
  readonly recognises?: (head: Head) => boolean
  /** @throws ThroughlineError `import/unreadable`, `import/ambiguous` */
  readonly open: (
    lake: LakeClient,
    file: SourceFile,
    given: FileOptions,
  ) => Promise<OpenFile | Repairable>
}

/** A file of which only a repaired copy can be read. */
export interface Repairable {
  readonly repair: Repair
}
