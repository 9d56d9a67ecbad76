import { randomBytes } from 'node:crypto'

/** Servers that share a ClickHouse have names of their own; what a killed one left there is in nobody's way. */
const own = randomBytes(4).toString('hex')

let made = 0

/** A name that no table aside has or had. */
export const nameAside = (kind: string): string => `${kind}_${own}_${(made += 1)}`
