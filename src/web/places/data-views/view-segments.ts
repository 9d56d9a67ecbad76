import { hasHoles } from '../components/builder/tree.ts'
import type { ViewDocument } from './view-document.ts'

type Segment = NonNullable<ViewDocument['segment']>
export type Own = Exclude<Extract<Segment, readonly unknown[]>[number], string>

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

/** The document with other rules in the place of its own ones at an index; undefined removes them. */
export function replaceOwn(
  { segment }: Pick<ViewDocument, 'segment'>,
  index: number,
  next: Own | undefined,
): Pick<ViewDocument, 'segment'> {
  const { saved, own } = splitSegments(segment)
  const left = own.flatMap((each, at) => (at !== index ? [each] : next === undefined ? [] : [next]))
  return { segment: joinSegments(saved, left) }
}

/** Whether it has rules of its own that are still to be filled: it can be neither tried nor saved. */
export const hasUnfinished = ({ segment }: Pick<ViewDocument, 'segment'>): boolean =>
  splitSegments(segment).own.some(hasHoles)

/** As it can be tried: without rules that are still to be filled. */
export function withoutUnfinished(document: ViewDocument): ViewDocument {
  if (!hasUnfinished(document)) return document
  const { saved, own } = splitSegments(document.segment)
  return {
    ...document,
    segment: joinSegments(
      saved,
      own.filter((each) => !hasHoles(each)),
    ),
  }
}

/** As it can be tried without one of its own segments: what that keeps is counted in it. */
export const withoutOwn = (document: ViewDocument, index: number): ViewDocument =>
  withoutUnfinished({ ...document, ...replaceOwn(document, index, undefined) })
