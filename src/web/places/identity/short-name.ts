import { namespaceOf } from './drawn-graph.ts'

/** As many characters as a name has in a drawing, the namespace included. */
export const mostCharacters = 24

interface ShortName {
  readonly namespace: string
  readonly text: string
}

/** An identity as it stands in a drawing: of a long one both ends, by which ids are told apart. */
export function shortName(id: string, characters: number = mostCharacters): ShortName {
  const namespace = namespaceOf(id)
  const most = Math.max(8, characters - 1 - namespace.length)
  return { namespace, text: shorten(id.slice(namespace.length + 1), most) }
}

const shorten = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, Math.ceil(most / 2))}…${text.slice(1 - Math.floor(most / 2))}`
