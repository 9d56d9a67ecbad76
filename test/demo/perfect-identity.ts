import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { PersonIdentities } from '../../src/demo/truth/identities.ts'

/** Who a row is about, as the truth says; '' for nobody. */
export type PersonOf = (row: Readonly<Record<string, unknown>>) => string

interface Sighting {
  readonly ts: string
  readonly customer: string
}

/** The lines of a packed file. */
export async function readLines(path: string): Promise<readonly string[]> {
  const text = gunzipSync(await readFile(path)).toString()
  return text.split('\n').slice(0, -1)
}

/** A broken line is no row. */
export function parseRow(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

/** Gives each row to its person by the file of identities; on a shared browser to who was known there last. */
export async function readPerfectIdentity(
  folder: string,
  web: readonly string[],
): Promise<PersonOf> {
  const people = (await readLines(`${folder}/truth/identities.jsonl.gz`)).map(
    (line) => JSON.parse(line) as PersonIdentities,
  )
  const owners = new Map<unknown, string>()
  const shared = new Map<unknown, Sighting[]>()
  for (const { customer_id, email, loyalty_id, phone, cookies, devices } of people) {
    if (customer_id === null) continue
    const ids = [customer_id, email, loyalty_id, phone].filter((id) => id !== null)
    for (const id of ids) owners.set(id, customer_id)
    for (const { id, isLinked, isShared } of [...cookies, ...devices]) {
      if (isShared) shared.set(id, [])
      else if (isLinked) owners.set(id, customer_id)
    }
  }
  for (const row of (await Promise.all(web.map(readLines))).flat().map(parseRow)) {
    const customer = owners.get(row?.['email'])
    if (customer === undefined) continue
    shared.get(row?.['cookie'])?.push({ ts: String(row?.['ts']), customer })
  }
  for (const sightings of shared.values()) sightings.sort((a, b) => (a.ts < b.ts ? -1 : 1))
  const lastKnown = ({ cookie, ts }: Readonly<Record<string, unknown>>) =>
    shared.get(cookie)?.findLast((sighting) => sighting.ts <= String(ts))?.customer
  return (row) => {
    const { customer_id, email, loyalty_id, phone, cookie, device_id } = row
    const known = [customer_id, email, loyalty_id, phone].map((id) => owners.get(id))
    const device = cookie ?? device_id
    const own = known.find((id) => id !== undefined) ?? lastKnown(row) ?? owners.get(device)
    return own ?? String(device ?? '')
  }
}
