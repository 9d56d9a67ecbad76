import type { WatchedPage } from './browser.ts'
import type { Finding } from './finding.ts'
import type { World } from './world.ts'

/** What a measurement is given beside its world. */
export interface Tools {
  /** A page of a new visitor at a path of the world's server; its profiles are kept where that was asked for. */
  readonly open: (path: string) => Promise<WatchedPage>
  /** How long the scripted day lasts. */
  readonly minutes: number
}

export interface Measurement {
  readonly id: string
  readonly isFor: (world: World) => boolean
  readonly measure: (world: World, tools: Tools) => Promise<readonly Finding[]>
}
