import type { ProtocolName } from '../model/definitions/source.ts'
import { protocols } from './protocols/index.ts'

/** Snippets of some protocols for a write key and the address of a server, without a slash at its end. */
export function listSnippets(
  names: readonly ProtocolName[],
  { key, url }: { readonly key: string; readonly url: string },
) {
  const chosen = protocols.filter(({ id }) => names.includes(id))
  return chosen.flatMap(({ id, snippets }) =>
    snippets.map(({ code, ...snippet }) => ({
      protocol: id,
      ...snippet,
      code: code.replaceAll('{key}', key).replaceAll('{url}', url),
    })),
  )
}
