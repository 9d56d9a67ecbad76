import type { MaskRef, NodeRef, TableRef } from './vectors.ts'

/** What references become in a copy of a plan. */
export interface Relinking {
  node(ref: NodeRef): NodeRef
  table(ref: TableRef): TableRef
}

/** `true` where a type has references in it, `never` where it has none. */
type HasReference<T, Depth extends readonly 0[] = []> = Depth['length'] extends 4
  ? never
  : T extends NodeRef | TableRef
    ? true
    : T extends readonly (infer E)[]
      ? HasReference<E, [...Depth, 0]>
      : T extends object
        ? { [K in keyof T]: HasReference<T[K], [...Depth, 0]> }[keyof T]
        : never

type FieldLinks<N> = {
  readonly [K in keyof N as [HasReference<N[K]>] extends [never] ? never : K]-?: (
    value: Exclude<N[K], undefined>,
    to: Relinking,
  ) => Exclude<N[K], undefined>
}

type Together<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer A) => void
  ? A
  : never

/**
 * How each field that has references gets other ones, of all variants of a union; the compiler lets
 * none be forgotten.
 */
export type Links<N> = Together<N extends unknown ? FieldLinks<N> : never>

export function toNode<R extends MaskRef>(ref: R, to: Relinking): R {
  return (ref === null ? ref : to.node(ref)) as R
}

export function toNodes<R extends readonly MaskRef[]>(refs: R, to: Relinking): R {
  return refs.map((ref) => toNode(ref, to)) as readonly MaskRef[] as R
}

export function toTable(ref: TableRef, to: Relinking): TableRef {
  return to.table(ref)
}

/** For a field whose value has references in fields of its own. */
export function toParts<N extends object>(
  links: Links<N>,
): <V extends N | null>(value: V, to: Relinking) => V {
  return <V extends N | null>(value: V, to: Relinking) =>
    (value === null ? value : relink(value as N, links, to)) as V
}

/** The same for a list of such values. */
export function toEach<N extends object>(
  links: Links<N>,
): (values: readonly N[], to: Relinking) => readonly N[] {
  return (values, to) => values.map((value) => relink(value, links, to))
}

type AnyLinks = Readonly<Record<string, (value: unknown, to: Relinking) => unknown>>

/** The same node or aggregation with other references. */
export function relink<N extends object>(node: N, links: Links<N>, to: Relinking): N {
  const fields = Object.entries(node).map(([name, value]) => {
    const link = (links as AnyLinks)[name]
    return [name, link && value !== undefined ? link(value, to) : value]
  })
  return Object.fromEntries(fields) as N
}
