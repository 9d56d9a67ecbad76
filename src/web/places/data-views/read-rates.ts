import type { ViewDocument } from './view-document.ts'

export type Rate = NonNullable<ViewDocument['exchangeRates']>[number]

/** What was pasted: rates, and the lines that are none. */
export interface ReadRates {
  readonly rates: readonly Rate[]
  /** Lines that say no rate, as they are; a head is none of them. */
  readonly unread: readonly string[]
}

/** Rates of lines of a sheet: a currency, a day and US dollars per unit, with tabs, semicolons or commas between. */
export function readRates(text: string): ReadRates {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const read = lines.map((line) => ({ line, rate: readRate(line) }))
  return {
    rates: read.flatMap(({ rate }) => rate ?? []),
    unread: read
      .filter(({ line, rate }, index) => rate === undefined && !(index === 0 && isHead(line)))
      .map(({ line }) => line),
  }
}

const isHead = (line: string): boolean => !/\d/.test(line)

function readRate(line: string): Rate | undefined {
  const separator = ['\t', ';', ','].find((each) => line.includes(each))
  if (separator === undefined) return undefined
  const [currency = '', from = '', usd = ''] = line.split(separator).map((cell) => cell.trim())
  const amount = Number(usd)
  const isRate = /^[A-Z]{3}$/.test(currency) && /^\d{4}-\d{2}-\d{2}$/.test(from) && amount > 0
  return isRate ? { currency, from, usd: amount } : undefined
}

/** Rates in the order of their currencies and days; of two for the same the later in the list counts. */
export function joinRates(rates: readonly Rate[], more: readonly Rate[]): readonly Rate[] {
  const byKey = new Map([...rates, ...more].map((rate) => [`${rate.currency} ${rate.from}`, rate]))
  return [...byKey.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, r]) => r)
}
