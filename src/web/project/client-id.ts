import { listWaiting } from './kept-steps.ts'

/** Whose steps a page sends, held so that no other page sends under the same numbers. */
export interface HeldClient {
  readonly client: string
  readonly letGo: () => void
}

interface Places {
  /** Of this tab alone, across reloads. */
  readonly tab: Storage
  /** Of this browser, across tabs. */
  readonly browser: Storage
  /** Missing where the page did not come over HTTPS or from this machine. */
  readonly locks: LockManager | undefined
}

const placesOfPage = (): Places => ({
  tab: sessionStorage,
  browser: localStorage,
  locks: navigator.locks as LockManager | undefined,
})

/** A page that is loaded again may still be held by itself for a moment. */
const RELOAD_MS = 300

const keyOf = (project: string): string => `throughline.client.${project}`

/** Random, in the form of a UUID; crypto.randomUUID is missing where a page came over plain HTTP. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * The client that this tab was before, so that its steps can be undone; else one whose steps still wait, or the
 * browser’s last, where no other tab is that; else a new one.
 */
export async function holdClient(
  project: string,
  places: Places = placesOfPage(),
): Promise<HeldClient> {
  const { tab, browser, locks } = places
  const own = read(tab, keyOf(project))
  const last = read(browser, keyOf(project))
  // Without locks nobody can tell whether another tab is that client now.
  const others = locks === undefined ? [] : [...listWaiting(keysOf(browser), project), last]
  for (const client of [own, ...others]) {
    const waitMs = client === own ? RELOAD_MS : 0
    const held = client === null ? undefined : await hold(client, places, waitMs)
    if (held !== undefined) return keep(project, held, places)
  }
  const held = await hold(newClientId(), places, 0)
  return keep(project, held ?? { client: newClientId(), letGo: () => undefined }, places)
}

/** Another one for this tab. */
export function changeClient(project: string): string {
  const client = newClientId()
  keep(project, { client, letGo: () => undefined }, placesOfPage())
  return client
}

function keep(project: string, held: HeldClient, { tab, browser }: Places): HeldClient {
  for (const storage of [tab, browser]) {
    try {
      storage.setItem(keyOf(project), held.client)
    } catch {
      // A full storage keeps no client: what was done before a reload is then not undone by Ctrl+Z.
    }
  }
  return held
}

/** Undefined where another page holds it, after that long. */
async function hold(
  client: string,
  { locks }: Places,
  waitMs: number,
): Promise<HeldClient | undefined> {
  if (locks === undefined) return { client, letGo: () => undefined }
  const options = waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) }
  return new Promise((resolve) => {
    const holding = locks.request(`throughline.${client}`, options, (lock) => {
      if (lock === null) return resolve(undefined)
      return new Promise<void>((letGo) => resolve({ client, letGo }))
    })
    holding.catch(() => resolve(undefined))
  })
}

const read = (storage: Storage, key: string): string | null => {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}

const keysOf = (storage: Storage): readonly string[] => {
  try {
    return Object.keys(storage)
  } catch {
    return []
  }
}
