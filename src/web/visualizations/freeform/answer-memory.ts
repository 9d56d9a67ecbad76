import type {
  FreeformRequestInput,
  FreeformResult,
} from '../../../query/reports/freeform/request.ts'
import { lastingPart } from '../../components/is-renewal.ts'

interface Remembered {
  readonly version: number | null
  readonly result: FreeformResult
}

/** More answers than are on a screen, each the latest of its request. */
const MOST = 64

/** The latest answers: rows stay until those of newer data are there. */
export class AnswerMemory {
  readonly #answers = new Map<string, Remembered>()

  /** What is there of a version, else what was there of another one. */
  recall(
    request: FreeformRequestInput,
    version: number | null,
    result: FreeformResult | undefined,
  ): FreeformResult | undefined {
    const key = lastingPart(request)
    const before = this.#answers.get(key)
    if (result === undefined) return before?.version === version ? undefined : before?.result
    this.#answers.delete(key)
    this.#answers.set(key, { version, result })
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > MOST && oldest !== undefined) this.#answers.delete(oldest)
    return result
  }
}
