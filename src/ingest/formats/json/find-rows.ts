import { ThroughlineError } from '../../../model/errors.ts'
import { findLists, type FoundList } from './find-lists.ts'

const timeLike =
  /"[^"]*(time|date|_at|created|occurred)[^"]*"\s*:|"ts"\s*:|:\s*"\d{4}-\d\d-\d\d[^"]*"/i

/** What services write beside a list of rows. */
const aboutTheList =
  /^(total|count|size|limit|offset|page|pages|next|prev|previous|first|last|cursor|token|has|more|status|success|ok|code|message|error|version|kind|type|took|self|etag|id|name|generated|exported)/i

/**
 * Where the rows of one JSON document are: the path of the list that they are the elements of, or
 * undefined when the document is a row itself.
 *
 * @throws ThroughlineError `import/ambiguous-rows` when several lists may be the rows
 */
export function findRows(source: string, text: string): string | undefined {
  const lists = findLists(text).filter(({ path }) => path !== '')
  const withTime = lists.filter(({ first }) => timeLike.test(first))
  if (withTime.length === 1) return withTime[0]!.path
  const allowed = withTime.map(({ path }) => path)
  if (withTime.length > 1)
    throw new ThroughlineError('import/ambiguous-rows', { source, allowed }, ['rowsAt'])
  return lists.length === 1 && isWrapped(lists[0]!) ? lists[0]!.path : undefined
}

/** Whether what stands around a list is about the list, and not about a row of which it is a part. */
function isWrapped({ around }: FoundList): boolean {
  const keys = [...around.matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, key = '']) => key)
  return !timeLike.test(around) && keys.every((key) => aboutTheList.test(key))
}
