import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createMemorySource, type MemoryEvent } from './memory-source.ts'

/** The events of a real-shaped online shop, kept outside the repository. */
export const shopFile = join(import.meta.dirname, '../../../shared/data/ecom.csv.gz')
export const hasShop = existsSync(shopFile)
/** Behind the title of a test that needs it. */
export const shopReason = hasShop ? '' : ' (skipped: ../shared/data/ecom.csv.gz is not here)'

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
