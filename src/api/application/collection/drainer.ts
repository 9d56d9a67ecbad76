import { log } from '../../log.ts'

/** How often what has arrived is brought into the lake. */
const EVERY_MS = 150

/** After something that could not be brought there. */
const AGAIN_MS = 3000

/** Brings what has arrived into the lake soon after it came, one work at a time. */
export class Drainer {
  readonly #work: () => Promise<boolean>
  #running: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  /** `work` gives whether all that waited is in the lake. */
  constructor(work: () => Promise<boolean>) {
    this.#work = work
  }

  /** Something has arrived. */
  wake(afterMs = EVERY_MS): void {
    if (this.#timer !== undefined || this.#isClosed) return
    this.#timer = setTimeout(() => void this.now(), afterMs)
  }

  /** Resolves when all that had arrived is in the lake, or cannot be brought there. */
  now(): Promise<unknown> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#running = this.#running.then(() => this.#run())
    return this.#running
  }

  async #run(): Promise<void> {
    try {
      if (!(await this.#work())) this.wake(AGAIN_MS)
    } catch (error) {
      log.error({ err: error }, 'what was collected waits')
      this.wake(AGAIN_MS)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#running
  }
}
