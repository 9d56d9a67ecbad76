import { getOwn } from '../../../model/own.ts'
import type { RangeChoice } from '../../components/date-range-field.tsx'

/** What the address of the list says. */
export interface PeopleSearch {
  /** What is searched for. */
  readonly find?: string
  /** The data view and the segment whose people are listed. */
  readonly view?: string
  readonly segment?: string
}

/** What the address of a person says beside who it is. */
export interface PersonSearch {
  readonly range?: RangeChoice
  /** Of the journey: only events of these datasets, and with this text. */
  readonly datasets?: readonly string[]
  readonly text?: string
  /** Segments that mark events. */
  readonly marks?: readonly string[]
  /** The event that is opened, as `printEventKey` makes it. */
  readonly event?: string
}

/** What the address of a comparison says beside the first person. */
export interface CompareSearch extends PersonSearch {
  /** An identity of the other one. */
  readonly with?: string
  /** Events of a day stand beside each other, unless it is the first by the first. */
  readonly align?: 'order'
  /** Whether only attributes and audiences that differ are shown. */
  readonly differences?: true
  /** Whose event is opened: the first one's unless told. */
  readonly of?: 'other'
}

type Given = Readonly<Record<string, unknown>>

const textIn = (given: Given, name: string) => {
  const value = getOwn(given, name)
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}

const textsIn = (given: Given, name: string) => {
  const value = getOwn(given, name)
  if (!Array.isArray(value)) return {}
  const texts = value.filter((each) => typeof each === 'string' && each !== '')
  return texts.length === 0 ? {} : { [name]: texts }
}

export const readPeopleSearch = (given: Given): PeopleSearch => ({
  ...textIn(given, 'find'),
  ...textIn(given, 'view'),
  ...textIn(given, 'segment'),
})

export const readPersonSearch = (given: Given): PersonSearch => ({
  ...rangeIn(given['range']),
  ...textsIn(given, 'datasets'),
  ...textIn(given, 'text'),
  ...textsIn(given, 'marks'),
  ...textIn(given, 'event'),
})

export const readCompareSearch = (given: Given): CompareSearch => ({
  ...readPersonSearch(given),
  ...textIn(given, 'with'),
  ...(given['align'] === 'order' && { align: 'order' as const }),
  ...(given['differences'] === true && { differences: true as const }),
  ...(given['of'] === 'other' && { of: 'other' as const }),
})

function rangeIn(range: unknown): Pick<PersonSearch, 'range'> {
  if (typeof range === 'string' && range !== '') return { range }
  if (typeof range !== 'object' || range === null) return {}
  const { start, end } = range as Given
  return typeof start === 'string' && typeof end === 'string' ? { range: { start, end } } : {}
}
