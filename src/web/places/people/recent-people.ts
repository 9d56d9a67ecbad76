import { useSyncExternalStore } from 'react'

/** Somebody whose page was opened in this browser. */
export interface RecentPerson {
  readonly dataView: string
  readonly person: string
}

const key = 'throughline.recent-people'
const most = 12
const listeners = new Set<() => void>()

const isRecent = (value: unknown): value is RecentPerson =>
  typeof value === 'object' &&
  value !== null &&
  'dataView' in value &&
  typeof value.dataView === 'string' &&
  'person' in value &&
  typeof value.person === 'string'

let read: { readonly text: string; readonly people: readonly RecentPerson[] } = {
  text: '',
  people: [],
}

function list(): readonly RecentPerson[] {
  const text = localStorage.getItem(key) ?? ''
  if (text !== read.text) read = { text, people: parse(text) }
  return read.people
}

function parse(text: string): readonly RecentPerson[] {
  try {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? found.filter(isRecent) : []
  } catch {
    return []
  }
}

function write(people: readonly RecentPerson[]): void {
  localStorage.setItem(key, JSON.stringify(people))
  for (const listener of listeners) listener()
}

const others = ({ dataView, person }: RecentPerson) =>
  list().filter((each) => each.dataView !== dataView || each.person !== person)

/** Notes that somebody's page was opened, the latest first. */
export const noteOpened = (opened: RecentPerson): void =>
  write([opened, ...others(opened)].slice(0, most))

/** Whoever is erased is not kept here, either. */
export const forgetOpened = (person: string): void =>
  write(list().filter((each) => each.person !== person))

export function useRecentPeople(): readonly RecentPerson[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, list)
}
