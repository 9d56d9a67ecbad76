/** Pixels from the start of the content. */
export interface Span {
  readonly start: number
  readonly size: number
}

/** Where each column starts, and after the last where it ends; one more than there are widths. */
export function startsOf(widths: readonly number[], first: number): readonly number[] {
  const starts = [first]
  for (const width of widths) starts.push(starts.at(-1)! + width)
  return starts
}

/**
 * How far to scroll so that an item is seen whole, as little as possible; `covered` pixels at the start of
 * the view are under something that stays.
 */
export function scrollToShow(item: Span, view: Span, covered: number): number {
  if (item.start < view.start + covered || item.size > view.size - covered) {
    return Math.max(0, item.start - covered)
  }
  const end = item.start + item.size
  return end > view.start + view.size ? end - view.size : view.start
}

const NARROWEST = 56
const WIDEST = 960

export const boundWidth = (width: number): number =>
  Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))

/** The first column leaves at least half of a narrow view to the others. */
export const boundHeadWidth = (width: number, viewWidth: number): number =>
  viewWidth > 0 ? Math.min(width, Math.max(NARROWEST, Math.floor(viewWidth / 2))) : width
