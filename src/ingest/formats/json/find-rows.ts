import { isIdName } from '../../../model/id-names.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { splitWords } from '../../guess/split-words.ts'
import { type Entry, findLists, type FoundList } from './find-lists.ts'

const timeLike =
  /"[^"]*(time|date|_at|created|occurred)[^"]*"\s*:|"ts"\s*:|:\s*"\d{4}-\d\d-\d\d[^"]*"/i

/** What services call a list of rows, and nobody a part of a row. */
const namesOfRows = new Set([
  ...['data', 'rows', 'records', 'results', 'hits', 'events', 'entries', 'logs', 'batch'],
  ...['features'],
])

/** Words of what services write beside a list of rows. */
const aboutTheList = new Set([
  ...['total', 'totals', 'count', 'counts', 'size', 'limit', 'offset', 'page', 'pages', 'paging'],
  ...['pagination', 'next', 'prev', 'previous', 'first', 'last', 'cursor', 'token', 'has', 'more'],
  ...['number', 'results', 'result', 'status', 'success', 'ok', 'code', 'message', 'messages'],
  ...['error', 'errors', 'warnings', 'version', 'kind', 'type', 'took', 'self', 'etag', 'link'],
  ...['links', 'href', 'meta', 'metadata', 'info', 'header', 'headers', 'summary', 'schema'],
  ...['request', 'response', 'query', 'params', 'generated', 'exported', 'fetched', 'requested'],
  ...['retrieved', 'queried', 'sent', 'report', 'timed', 'since', 'until', 'from', 'to', 'odata'],
  ...['context', 'columns', 'crs', 'bbox', 'included', 'shards', 'api'],
])

/** Beside those. */
const joining = new Set(['of', 'per', 'at', 'on', 'in', 'by', 'as', 'out', 'date', 'time'])

/**
 * Where the rows of one JSON document are: the path of the list that they are the elements of, `.` where
 * the document is a row itself, undefined where it has no lists of objects, so that it can be nothing else.
 *
 * @param isRow whether that is known
 * @throws ThroughlineError `import/ambiguous-rows` when several lists may be the rows
 */
export function findRows(source: string, text: string, isRow = false): string | undefined {
  const { lists: found, entries } = findLists(text)
  const lists = found.filter(({ path }) => path !== '')
  if (lists.length === 0) return undefined
  if (isRow) return '.'
  const withTime = lists.filter((list) => timeLike.test(list.first) && !isPartOfRow(list, entries))
  if (withTime.length > 1) {
    const allowed = withTime.map(({ path }) => path)
    throw new ThroughlineError('import/ambiguous-rows', { source, allowed }, ['rowsAt'])
  }
  const [only, ...others] = lists
  const wrapped = others.length === 0 && isWrapped(only!, entries) ? only : undefined
  return (withTime[0] ?? wrapped)?.path ?? '.'
}

/** So many elements are no part of a row. */
const MANY = 50

/** Whether a list whose elements have times is a part of a row, which has a time and something else of its own. */
function isPartOfRow(list: FoundList, entries: readonly Entry[]): boolean {
  if (hasNameOfRows(list) || !list.isClosed || list.objects > MANY) return false
  const own = entries.filter((entry) => !isAboutTheList(entry))
  const times = own.filter(hasTime)
  const isInstant = times.some(({ text }) => /\d:\d|\d{10}/.test(text))
  const others = own.filter((entry) => !times.includes(entry))
  if (times.length === 0 || others.length === 0) return false
  return isInstant || others.some(({ path }) => isIdName(path))
}

/** Whether what stands beside a list is about the list, and not about a row of which it is a part. */
function isWrapped(list: FoundList, entries: readonly Entry[]): boolean {
  const isNaming = ({ path }: Entry) => /^(id|name)$/i.test(path) && hasNameOfRows(list)
  return entries.every((entry) => isAboutTheList(entry) || isNaming(entry))
}

const hasNameOfRows = ({ path }: FoundList): boolean =>
  namesOfRows.has(path.split('.').at(-1)?.toLowerCase() ?? '')

/** By all words of one of the names that lead to it: `meta.generated_at`, `paging.next`. */
const isAboutTheList = ({ path }: Entry): boolean =>
  path.split('.').some((name) => {
    const words = splitWords(name).filter((word) => !joining.has(word))
    return words.length > 0 && words.every((word) => aboutTheList.has(word))
  })

const hasTime = ({ path, text }: Entry): boolean =>
  timeLike.test(`${JSON.stringify(path.split('.').at(-1))}:${text}`)
