import type { AnonymousWays, WhatIf } from '../../../model/answers/what-if.ts'
import { anonymousOwner } from '../../../model/definitions/identity-space.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import type { WhatIfRequest } from '../../../model/what-if.ts'
import type { IdentitySpaces } from '../identity-spaces.ts'
import type { Catalog } from '../catalog.ts'
import { type Change, changeDefinitions, listAsked } from './change.ts'
import { compareDrafts, type Compared, type Comparison } from './compare.ts'
import { chooseQuestion } from './figures.ts'
import { type Ground, onGround, type Workshop } from './ground.ts'
import { asStitchedBySpace, chooseSpace, waysOf } from './ways.ts'

type OnProgress = (share: number) => void

/** The stitching of connections compared with what it could be; nothing of it changes. */
export interface WhatIfs {
  /** Errors: those of definitions and reports, connection/changing. */
  compare(connection: string, request: WhatIfRequest, onProgress: OnProgress): Promise<WhatIf>
  /** All ways of owning anonymous events. Errors: like `compare`, connection/not-stitched. */
  compareWays(
    connection: string,
    request: WhatIfRequest,
    onProgress: OnProgress,
  ): Promise<AnonymousWays>
}

export function openWhatIfs(workshop: Workshop, spaces: IdentitySpaces): WhatIfs {
  const { lake, connections } = workshop

  /** The change whose connection asks a space, if need be one of its own. */
  async function changeToWays(
    present: Catalog,
    connection: Connection,
    request: WhatIfRequest,
  ): Promise<Change> {
    const change = await changeDefinitions(lake, present, connection, request)
    if (listAsked(change.connection).length > 0) return change
    const own = asStitchedBySpace(present, change.connection)
    return own === null ? change : changeDefinitions(lake, present, change.connection, own)
  }

  async function bringUpToDate(connection: Connection): Promise<void> {
    const { id } = connection
    const isBehind = (await connections.isOutdated(id)) || (await spaces.isBehind(connection))
    if (isBehind) await connections.refresh(id)
  }

  return {
    async compare(id, request, onProgress) {
      const present = await workshop.catalog()
      const connection = present.connection(id)
      const question = chooseQuestion(present, connection, request)
      const change = await changeDefinitions(lake, present, connection, request)
      await bringUpToDate(connection)
      const comparison = { question, request, onProgress }
      return onGround(workshop, change, async (ground) => {
        const compared = await compareDrafts(lake, ground, present, comparison, [ground.spaces])
        return { ...headOf(ground, comparison, compared), ...compared.differences[0]! }
      })
    },
    async compareWays(id, request, onProgress) {
      const present = await workshop.catalog()
      const connection = present.connection(id)
      const question = chooseQuestion(present, connection, request)
      const change = await changeToWays(present, connection, request)
      const space = chooseSpace(change.connection, request.space)
      await bringUpToDate(connection)
      const comparison = { question, request, onProgress }
      const own = present.find('identity-space', space)
      const isAsked = listAsked(connection).includes(space)
      return onGround(workshop, change, async (laid) => {
        const ground = { ...laid, others: new Set([...laid.others, space]) }
        const ways = waysOf(ground, space)
        const compared = await compareDrafts(lake, ground, present, comparison, ways)
        return {
          ...headOf(ground, comparison, compared),
          space: own === undefined ? null : space,
          present: isAsked ? (own?.anonymous ?? null) : null,
          ways: compared.differences.map((difference, index) => ({
            anonymous: anonymousOwner.options[index]!,
            ...difference,
          })),
        }
      })
    },
  }
}

const headOf = (
  { change, dataVersion }: Ground,
  { question: { isSaved, view } }: Comparison,
  { dateRange }: Compared,
) => ({
  connection: change.connection.id,
  dataVersion,
  dataView: isSaved ? view.id : null,
  dateRange,
})
