import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createMemorySource, type MemoryEvent } from './memory-source.ts'

/** The events of a real-shaped online shop, kept outside the repository. */
export const shopFile = new URL('../../../shared/data/ecom.csv.gz', import.meta.url)
export const hasShop = existsSync(shopFile)

/** The shop's events as a journey source in memory. */
export function shopSource() {
  const [header, ...lines] = gunzipSync(readFileSync(shopFile)).toString().trim().split('\n')
  const names = header!.split(',')
  const events = lines.map((line): MemoryEvent => {
    const row = Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell]))
    const { user_id: person, timestamp, ...fields } = row
    return { person: person!, time: Date.parse(`${timestamp!.replace(' ', 'T')}Z`), fields }
  })
  return createMemorySource(events, { batchEvents: 1000, runners: 2 })
}
