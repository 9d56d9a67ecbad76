import { letOthersIn } from '../model/let-others-in.ts'
import { createTextSieve, PRINT_BYTES, type TextSieve } from './text-sieve.ts'

/** Beyond so many texts their sieve takes more memory than it is worth. */
const MOST_TEXTS = 32_000_000

const PRINTS_AT_ONCE = 50_000

/** Takes the prints of texts in, see `selectPrint`. */
export type AddPrints = (prints: Uint8Array) => Promise<void>

/** Texts of a table that is only added to, as far as they have been read and were told. */
export interface SiftedTexts {
  /** To be told of a text that is not read, before anybody looks for it. */
  add(text: string): void
  /**
   * A sieve of all texts, where that is so; else null, and `read` begins to read what is missing, unless that is going on.
   * When reading fails, it begins anew with the next question.
   */
  recall(
    isWhole: boolean,
    read: (add: AddPrints) => Promise<void>,
  ): Pick<TextSieve, 'mayHave'> | null
}

export function createSiftedTexts(): SiftedTexts {
  let sieve: TextSieve | null = createTextSieve()
  let isReading = false

  const addPrints: AddPrints = async (prints) => {
    const step = PRINTS_AT_ONCE * PRINT_BYTES
    for (let at = 0; at < prints.length; at += step) {
      sieve?.addPrints(prints.subarray(at, at + step))
      await letOthersIn()
    }
    if (sieve !== null && sieve.size > MOST_TEXTS) sieve = null
  }

  async function begin(read: (add: AddPrints) => Promise<void>): Promise<void> {
    isReading = true
    try {
      await read(addPrints)
    } catch {
      // What asks then asks the lake, which says what is wrong.
    } finally {
      isReading = false
    }
  }

  return {
    add: (text) => sieve?.add(text),
    recall(isWhole, read) {
      if (isWhole || sieve === null) return sieve
      if (!isReading) void begin(read)
      return null
    },
  }
}
