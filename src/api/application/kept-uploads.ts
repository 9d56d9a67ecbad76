import { randomUUID } from 'node:crypto'
import { ThroughlineError } from '../../model/errors.ts'
import type { Upload } from '../upload.ts'

const KEPT_MS = 60 * 60 * 1000
const MOST_KEPT = 20

interface KeptUpload {
  readonly upload: Upload
  readonly timer: NodeJS.Timeout
}

/** Uploads between their preview and their import: for an hour, the latest twenty. */
export class KeptUploads {
  readonly #kept = new Map<string, KeptUpload>()

  /** Gives the id under which it can be found. */
  keep(upload: Upload): string {
    const id = randomUUID()
    const timer = setTimeout(() => void this.remove(id), KEPT_MS).unref()
    this.#kept.set(id, { upload, timer })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) void this.remove(oldest)
    return id
  }

  /** @throws ThroughlineError `import/unknown-upload` */
  find(id: string): Upload {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw new ThroughlineError('import/unknown-upload', { id }, ['upload'])
    kept.timer.refresh()
    return kept.upload
  }

  async remove(id: string): Promise<void> {
    const kept = this.#kept.get(id)
    this.#kept.delete(id)
    clearTimeout(kept?.timer)
    await kept?.upload.remove()
  }
}
