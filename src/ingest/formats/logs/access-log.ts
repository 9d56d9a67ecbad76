import { literal, type Sql, sql, value } from '../../../lake/sql.ts'
import type { FileFormat, Head } from '../../source.ts'
import { readTextHead } from '../text-head.ts'
import { type LogLines, openLogLines } from './log-lines.ts'

const quoted = String.raw`"((?:[^"\\]|\\.)*)"`
const target = String.raw`([^\s"?]*)(?:\?([^\s"]*))?`
const request = String.raw`"(?:([A-Z]+) ${target}(?: (HTTP/[\d.]+))?|(?:[^"\\]|\\.)*)"`
const address = String.raw`(?:(\S+:\d+) )?(\S+)`

/** The Common Log Format, what the combined one has behind it, and one more value in quotes. */
const line = String.raw`^${address} \S+ (.*?) \[([^\]]+)\] ${request} (\d{3}|-) (\d+|-)(?: ${quoted} ${quoted}(?: ${quoted})?)?(?: .*)?$`

const groups = [
  'virtual_host',
  'ip',
  'user',
  'time',
  'method',
  'path',
  'query',
  'protocol',
  'status',
  'bytes',
  'referrer',
  'user_agent',
  'forwarded_for',
]

/** Of these not every log has the parts. */
const optional = new Set(['virtual_host', 'referrer', 'user_agent', 'forwarded_for'])

export const accessLog: FileFormat = {
  name: 'access-log',
  label: 'an access log',
  description:
    'What Apache and nginx write about requests: NCSA’s common format, the combined one, a virtual host before and a forwarded address behind it. Fields: `ip`, `user`, `time`, `method`, `path`, `query`, `protocol`, `status`, `bytes`, `referrer`, `user_agent`.',
  extensions: [],
  layout: ['encoding'],
  isText: true,
  recognises: (head) => {
    const lines = firstLines(head)
    return lines.length > 0 && matchesOf(lines).length * 2 >= lines.length
  },
  async open(lake, file) {
    return openLogLines(lake, file, describeLines(firstLines(readTextHead(file))))
  },
}

const LOOKED_AT = 100
const whole = new RegExp(line)

function firstLines({ text, isWhole }: Head): readonly string[] {
  const lines = text.split('\n', LOOKED_AT).map((each) => each.replace(/\r$/, ''))
  const full = isWhole || lines.length === LOOKED_AT ? lines : lines.slice(0, -1)
  return full.filter((each) => each.trim() !== '')
}

const matchesOf = (lines: readonly string[]) =>
  lines.map((each) => whole.exec(each)).filter((match) => match !== null)

function describeLines(lines: readonly string[]): LogLines {
  const matches = matchesOf(lines)
  const isThere = (name: string, index: number) =>
    !optional.has(name) || matches.some((match) => match[index + 1] !== undefined)
  const names = groups.map((name, index) => [name, index] as const)
  const found = names.filter(([name, index]) => isThere(name, index))
  return {
    parts: sql`extractGroups(raw, ${value(line, 'String')})`,
    isRead: sql`1`,
    isSound: sql`notEmpty(parts)`,
    values: new Map(
      found.map(([name, index]) => [
        name,
        unescape(sql`parts[${literal(String(index + 1))}::UInt8]`),
      ]),
    ),
  }
}

const unescape = (text: Sql): Sql => sql`replaceAll(${text}, '\\\\"', '"')`
