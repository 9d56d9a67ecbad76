import { type BudgetName, readLimit } from '../../model/budgets/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'

interface Waiting {
  readonly start: () => void
}

/**
 * Runs work of many clients, so much at a time: each client in its turn, and none more than half of it,
 * so that whoever comes with little does not wait for all that another has brought.
 */
export class FairQueue {
  readonly #atOnce: BudgetName
  readonly #running = new Map<string, number>()
  /** The client whose turn is next stands first. */
  readonly #waiting = new Map<string, Waiting[]>()
  /** Of what ran last, in seconds. */
  #usualSeconds = 1

  constructor(atOnce: BudgetName) {
    this.#atOnce = atOnce
  }

  /** How much has not begun. */
  get waiting(): number {
    return sum([...this.#waiting.values()].map((own) => own.length))
  }

  /**
   * What the work comes to. Whoever gives up before it has begun leaves the queue.
   *
   * @throws ThroughlineError `server/busy`, `report/cancelled`
   */
  async run<T>(client: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#takeTurn(client, signal)
    const begun = performance.now()
    try {
      await letOthersIn()
      return await work()
    } finally {
      const seconds = (performance.now() - begun) / 1000
      this.#usualSeconds = 0.9 * this.#usualSeconds + 0.1 * seconds
      this.#count(client, -1)
      this.#startNext()
    }
  }

  #takeTurn(client: string, signal: AbortSignal | undefined): Promise<void> {
    const own = this.#waiting.get(client) ?? []
    if (own.length >= readLimit('waiting-per-client')) throw this.#refusal(own.length)
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#leave(client, place)
        void letOthersIn().then(() => reject(new ThroughlineError('report/cancelled')))
      }
      const place = {
        start: () => {
          signal?.removeEventListener('abort', giveUp)
          this.#count(client, 1)
          resolve()
        },
      }
      if (signal?.aborted) return giveUp()
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiting.set(client, [...own, place])
      this.#startNext()
    })
  }

  #startNext(): void {
    const atOnce = readLimit(this.#atOnce)
    const most = Math.ceil(atOnce / 2)
    while (sum([...this.#running.values()]) < atOnce) {
      const next = [...this.#waiting].find(([client]) => (this.#running.get(client) ?? 0) < most)
      if (next === undefined) return
      const [client, [first, ...others]] = next
      this.#waiting.delete(client)
      if (others.length > 0) this.#waiting.set(client, others)
      first!.start()
    }
  }

  #leave(client: string, place: Waiting): void {
    const others = (this.#waiting.get(client) ?? []).filter((each) => each !== place)
    if (others.length === 0) this.#waiting.delete(client)
    else this.#waiting.set(client, others)
  }

  #count(client: string, more: number): void {
    const running = (this.#running.get(client) ?? 0) + more
    if (running === 0) this.#running.delete(client)
    else this.#running.set(client, running)
  }

  #refusal(waiting: number): ThroughlineError {
    const seconds = Math.ceil((waiting * this.#usualSeconds) / readLimit(this.#atOnce))
    return new ThroughlineError('server/busy', { waiting, seconds: Math.max(1, seconds) })
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
