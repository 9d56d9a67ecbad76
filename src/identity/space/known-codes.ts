import type { LakeClient } from '../../lake/client.ts'
import { type LookupAside, withLookupsAside } from '../../lake/lookups-aside.ts'
import { type Sql, sql, value, whole } from '../../lake/sql.ts'
import { spaceTable, type Tables } from './state.ts'

/** The codes of all identities of a space, in memory: for rows that need most of them. */
export interface KnownCodes {
  /** Takes in what has got a code since, up to this one. */
  follow(highest: number): Promise<void>
  /** The code of an identity, a tuple of namespace and id; 0: it has none. */
  codeOf(identity: Sql): Sql
}

/** In place of the code of an identity that links nothing. */
export const BLOCKED = whole(2 ** 32 - 1)

/** Work with known codes, which are read once they are followed. */
export const withKnownCodes = <T>(
  lake: LakeClient,
  tables: Tables,
  work: (open: () => Promise<KnownCodes>) => Promise<T>,
): Promise<T> =>
  withLookupsAside(lake, (openLookup) => {
    let opened: Promise<KnownCodes> | undefined
    const open = async () => followCodes(await openLookup(), tables)
    return work(() => (opened ??= open()))
  })

function followCodes(lookup: LookupAside, tables: Tables): KnownCodes {
  let upTo = 0
  return {
    async follow(highest) {
      if (highest === upTo) return
      await lookup.add(sql`
        SELECT ${textOf(sql`namespace`, sql`id`)}, if(blocked, ${BLOCKED}, code)
        FROM ${spaceTable(tables, 'ids')}
        WHERE code > ${value(upTo, 'UInt32')} AND code <= ${value(highest, 'UInt32')}`)
      upTo = highest
    },
    codeOf: (identity) =>
      lookup.numberOf(textOf(sql`tupleElement(${identity}, 1)`, sql`tupleElement(${identity}, 2)`)),
  }
}

/** An identity as one text, which no other has. */
export const textOf = (namespace: Sql, id: Sql): Sql => sql`concat(${namespace}, '\0', ${id})`
