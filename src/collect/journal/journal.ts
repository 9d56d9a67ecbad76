import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ThroughlineError } from '../../model/errors.ts'
import { makeFolder } from '../../model/make-folder.ts'
import { sealLines } from './line.ts'

/**
 * What was acknowledged and is not yet in the lake: files of lines, appended in groups, each group synced to
 * the disk before any of its calls is answered. A file that is sealed is never written to again.
 */
export interface Journal {
  /**
   * Resolves when the lines are on the disk. Errors: collect/full where more waits than may; what the disk
   * says, and then none of the lines is kept.
   */
  append(lines: readonly string[]): Promise<void>
  /** Ends the file that is written to, if it has lines. */
  seal(): Promise<void>
  /** Paths of the sealed files, the oldest first. */
  readonly sealed: readonly string[]
  /** A file whose lines are in the lake. */
  remove(path: string): Promise<void>
  /** Of all that waits. */
  readonly waitingBytes: number
  close(): Promise<void>
}

export interface JournalOptions {
  readonly folder: string
  readonly limitBytes: number
  /** Whether lines are synced before they are acknowledged. */
  readonly isDurable: boolean
}

interface OpenFile {
  readonly handle: FileHandle
  readonly path: string
  bytes: number
}

interface Group {
  readonly pieces: Buffer[]
  bytes: number
  readonly written: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const EXTENSION = '.calls'

/** A file that is longer is ended, so that each can be read whole. */
const FILE_BYTES = 8 * 2 ** 20

/** A group that is larger is written alone: its pieces are put together at once. */
const GROUP_BYTES = 4 * 2 ** 20

export async function openJournal(options: JournalOptions): Promise<Journal> {
  await makeFolder(options.folder)
  const names = (await readdir(options.folder)).filter((name) => name.endsWith(EXTENSION)).sort()
  const journal = new FileJournal(options, Number.parseInt(names.at(-1) ?? '0', 10) + 1)
  for (const name of names) await journal.adopt(join(options.folder, name))
  return journal
}

class FileJournal implements Journal {
  readonly #options: JournalOptions
  readonly #sizes = new Map<string, number>()
  #number: number
  #file: OpenFile | undefined
  #next: Group | undefined
  #work: Promise<unknown> = Promise.resolve()
  #queuedBytes = 0

  constructor(options: JournalOptions, number: number) {
    this.#options = options
    this.#number = number
  }

  async adopt(path: string): Promise<void> {
    this.#sizes.set(path, (await stat(path)).size)
  }

  get sealed(): readonly string[] {
    return [...this.#sizes.keys()]
  }

  get waitingBytes(): number {
    const sealed = [...this.#sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
    return sealed + (this.#file?.bytes ?? 0) + this.#queuedBytes
  }

  async append(lines: readonly string[]): Promise<void> {
    const pieces = await sealLines(lines)
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (this.waitingBytes + bytes > this.#options.limitBytes) {
      throw new ThroughlineError('collect/full', { seconds: 5 })
    }
    const group = this.#group()
    for (const piece of pieces) group.pieces.push(piece)
    group.bytes += bytes
    this.#queuedBytes += bytes
    return group.written
  }

  /** The group that is gathered while the one before is written. */
  #group(): Group {
    if (this.#next !== undefined && this.#next.bytes < GROUP_BYTES) return this.#next
    const { promise, resolve, reject } = withResolvers()
    const group = { pieces: [], bytes: 0, written: promise, resolve, reject }
    this.#next = group
    this.#enqueue(async () => {
      if (this.#next === group) this.#next = undefined
      await this.#write(group)
    })
    return group
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }

  async #write(group: Group): Promise<void> {
    try {
      const file = (this.#file ??= await this.#begin())
      await this.#writeAt(file, Buffer.concat(group.pieces, group.bytes))
      if (file.bytes > FILE_BYTES) await this.#end(file)
      group.resolve()
    } catch (error) {
      group.reject(error)
    } finally {
      this.#queuedBytes -= group.bytes
    }
  }

  /** A write that fails leaves no half line behind which others would follow. */
  async #writeAt(file: OpenFile, bytes: Buffer): Promise<void> {
    try {
      await writeWhole(file, bytes)
      if (this.#options.isDurable) await file.handle.datasync()
      file.bytes += bytes.length
    } catch (error) {
      await file.handle.truncate(file.bytes).catch(() => undefined)
      throw error
    }
  }

  async #begin(): Promise<OpenFile> {
    const name = `${String(this.#number++).padStart(12, '0')}${EXTENSION}`
    const path = join(this.#options.folder, name)
    const handle = await open(path, 'wx', 0o600)
    if (this.#options.isDurable) await syncFolder(this.#options.folder)
    return { handle, path, bytes: 0 }
  }

  seal(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#file !== undefined && this.#file.bytes > 0) await this.#end(this.#file)
    })
  }

  async #end(file: OpenFile): Promise<void> {
    this.#file = undefined
    this.#sizes.set(file.path, file.bytes)
    await file.handle.close()
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true })
    this.#sizes.delete(path)
  }

  async close(): Promise<void> {
    await this.seal()
    await this.#work
    const empty = this.#file
    this.#file = undefined
    if (!empty) return
    await empty.handle.close()
    await rm(empty.path, { force: true })
  }
}

/** A disk may take less than it is given. */
async function writeWhole({ handle, bytes: at }: OpenFile, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

/** The name of a new file is on the disk as well. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function withResolvers() {
  let resolve!: () => void
  let reject!: (error: unknown) => void
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
