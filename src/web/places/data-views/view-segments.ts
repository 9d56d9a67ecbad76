import type { ViewDocument } from './view-document.ts'

type Segment = NonNullable<ViewDocument['segment']>
type Own = Exclude<Extract<Segment, readonly unknown[]>[number], string>

/** Segments that are saved, by id, and those that are defined in the data view. */
export function splitSegments(segment: ViewDocument['segment']): {
  readonly saved: readonly string[]
  readonly own: readonly Own[]
} {
  const all = [segment ?? []].flat()
  return {
    saved: all.filter((each) => typeof each === 'string'),
    own: all.filter((each) => typeof each !== 'string'),
  }
}

/** One alone stands by itself; none is left out. */
export function joinSegments(
  saved: readonly string[],
  own: readonly Own[],
): ViewDocument['segment'] {
  const all = [...saved, ...own]
  return all.length > 1 ? all : all[0]
}
