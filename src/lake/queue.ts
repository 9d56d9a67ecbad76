/** Runs pieces of work one after the other, in the order in which they are given. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve()
  #length = 0

  /** How many pieces are under way or waiting. */
  get length(): number {
    return this.#length
  }

  /** What the work comes to; when it fails, the pieces behind it run all the same. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.#length += 1
    const done = this.#last.then(work).finally(() => {
      this.#length -= 1
    })
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Resolves when all that was given so far has ended. */
  async settled(): Promise<void> {
    await this.#last
  }
}

/** A queue per key, such as `dataset web`: what has different keys runs side by side. */
export class KeyedQueue {
  readonly #queues = new Map<string, Queue>()

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? new Queue()
    this.#queues.set(key, queue)
    return queue.run(work).finally(() => {
      if (queue.length === 0) this.#queues.delete(key)
    })
  }
}
