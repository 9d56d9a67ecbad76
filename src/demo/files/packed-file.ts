import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** Lines that go into a gzip file; without any there is none. */
export class PackedFile {
  readonly path: string
  isEmpty = true
  #waiting: string
  #gzip: ReturnType<typeof createGzip> | undefined
  #written: Promise<void> | undefined

  /** `header`: a first line, with its end. */
  constructor(path: string, header = '') {
    this.path = path
    this.#waiting = header
  }

  add(line: string): void {
    this.isEmpty = false
    this.#waiting += line
  }

  /** Hands over what waits once there is enough of it; resolves when there is room for more. Errors: of the file system. */
  async flush(leastLength = 1 << 20): Promise<void> {
    if (this.isEmpty || this.#waiting.length < leastLength) return
    const gzip = this.#open()
    const text = this.#waiting
    this.#waiting = ''
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), this.#written])
  }

  async close(): Promise<void> {
    await this.flush(0)
    this.#gzip?.end()
    await this.#written
  }

  #open(): ReturnType<typeof createGzip> {
    if (this.#gzip !== undefined) return this.#gzip
    this.#gzip = createGzip({ level: 1 })
    this.#written = pipeline(this.#gzip, createWriteStream(this.path))
    this.#written.catch(() => undefined)
    return this.#gzip
  }
}
