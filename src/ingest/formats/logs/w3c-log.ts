import { ThroughlineError } from '../../../model/errors.ts'
import { literal, type Sql, sql } from '../../../lake/sql.ts'
import type { FileFormat, SourceFile } from '../../source.ts'
import { readTextHead } from '../text-head.ts'
import { type LogLines, openLogLines } from './log-lines.ts'

/** What people call the fields; others keep the names of the log. */
const names: ReadonlyMap<string, string> = new Map([
  ['c-ip', 'ip'],
  ['cs-username', 'user'],
  ['cs-method', 'method'],
  ['cs-uri-stem', 'path'],
  ['cs-uri-query', 'query'],
  ['cs-protocol-version', 'protocol'],
  ['cs-version', 'protocol'],
  ['sc-status', 'status'],
  ['sc-bytes', 'bytes'],
  ['cs(Referer)', 'referrer'],
  ['cs(User-Agent)', 'user_agent'],
  ['cs(Cookie)', 'cookie'],
])

/** Where blanks are written in another way. */
const escaped = new Set(['cs(Referer)', 'cs(User-Agent)', 'cs(Cookie)', 'cs-uri-query'])

export const w3cLog: FileFormat = {
  name: 'w3c-log',
  label: 'a W3C log',
  description:
    'The extended log format of the W3C, whose `#Fields:` names the columns: standard logs of CloudFront, logs of IIS. `date` and `time` become `time`; `ip`, `method`, `path`, `query`, `status`, `bytes`, `referrer`, `user_agent` are called as in access logs, the others as in the log.',
  extensions: [],
  layout: ['encoding'],
  isText: true,
  recognises: ({ text }) =>
    /^\s*#(Version|Software|Date|Fields):/.test(text) && /^#Fields:/m.test(text),
  async open(lake, file) {
    return openLogLines(lake, file, describeLines(file))
  },
}

function describeLines(file: SourceFile): LogLines {
  const { text } = readTextHead(file)
  const fields = /^#Fields:\s*(.*?)\s*$/m.exec(text)?.[1]?.split(/\s+/)
  if (fields === undefined) {
    const reason = 'no line that begins with #Fields: names its columns'
    throw new ThroughlineError('import/unreadable', { source: file.name, reason })
  }
  const firstRow = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'))
  const delimiter = firstRow?.includes('\t') ? '\t' : ' '
  return {
    parts: sql`splitByChar(${literal(delimiter)}, raw)`,
    isRead: sql`NOT startsWith(raw, '#')`,
    isSound: sql`length(parts) = ${literal(String(fields.length))}::UInt32`,
    values: nameValues(fields, delimiter),
  }
}

function nameValues(fields: readonly string[], delimiter: string): ReadonlyMap<string, Sql> {
  const part = (index: number) => sql`parts[${literal(String(index + 1))}::UInt32]`
  const time = [fields.indexOf('date'), fields.indexOf('time')] as const
  const isSplit = time[0] !== -1 && time[1] !== -1
  const instant = sql`concat(${part(time[0])}, ' ', ${part(time[1])}, 'Z')`
  const others = fields.flatMap((field, index): readonly (readonly [string, Sql])[] => {
    if (isSplit && (field === 'date' || field === 'time')) return []
    return [
      [
        names.get(field) ?? field,
        escaped.has(field) ? unescape(part(index), delimiter) : part(index),
      ],
    ]
  })
  return new Map(isSplit ? [['time', instant], ...others] : others)
}

/** CloudFront encodes like addresses, and its percent signs once more; IIS writes blanks as plus signs. */
function unescape(text: Sql, delimiter: string): Sql {
  if (delimiter === ' ') return sql`replaceAll(${text}, '+', ' ')`
  return sql`decodeURLComponent(replaceAll(${text}, '%25', '%'))`
}
