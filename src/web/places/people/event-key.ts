/** An event of a person: its time, and which it is of those at this time, from 1. */
export interface EventKey {
  readonly time: string
  readonly place: number
}

export const printEventKey = ({ time, place }: EventKey): string =>
  place === 1 ? time : `${time}~${place}`

/** null where the text is none. */
export function readEventKey(text: string | undefined): EventKey | null {
  const [time = '', place = '1'] = (text ?? '').split('~')
  return Number.isNaN(Date.parse(time)) || !/^[1-9]\d*$/u.test(place)
    ? null
    : { time, place: Number(place) }
}
