import { hash } from 'node:crypto'
import type { Audience } from '../model/definitions/audience.ts'

/** Who is never told to destinations, to measure by. */
export interface HoldOut {
  /** Changes when others are drawn. */
  readonly key: string
  has(person: string): boolean
}

const nobody: HoldOut = { key: '', has: () => false }

/** A stable part of all persons: the same person is in it whenever it is asked, whoever else there is. */
export function openHoldOut({ id, holdOut }: Pick<Audience, 'id' | 'holdOut'>): HoldOut {
  if (holdOut === undefined) return nobody
  const { percent, salt = id } = holdOut
  return {
    key: JSON.stringify([percent, salt]),
    has: (person) => drawOf(salt, person) * 100 < percent,
  }
}

/** Between 0 and 1, evenly spread. */
const drawOf = (salt: string, person: string): number =>
  Number.parseInt(hash('sha256', JSON.stringify([salt, person])).slice(0, 12), 16) / 2 ** 48
