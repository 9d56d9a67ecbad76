import { validateHeaderName } from 'node:http'
import { z } from 'zod'
import { DestinationError } from '../destination-error.ts'

/** What the delivery itself sets, and what the connection needs. */
const reserved: readonly string[] = [
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'idempotency-key',
  'keep-alive',
  'throughline-signature',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

const isSettable = (name: string): boolean => !reserved.includes(name.toLowerCase())

function isName(name: string): boolean {
  try {
    validateHeaderName(name)
    return true
  } catch {
    return false
  }
}

/** Headers of requests, but not those which they have by themselves. */
export const settableHeaders = z
  .record(
    z.string().max(200),
    z
      .string()
      .max(4000)
      .regex(/^[\t\x20-\x7e]*$/, { error: 'expected a text of ASCII characters on one line' }),
  )
  .superRefine((headers, context) => {
    for (const name of Object.keys(headers)) {
      const isPossible = isName(name)
      if (isPossible && isSettable(name)) continue
      const message = isPossible ? `${name} is set by each delivery` : 'no header has such a name'
      context.addIssue({ code: 'custom', message, path: [name], input: name })
    }
  })

/** One `Name: value` on each line. @throws DestinationError */
export function readHeaderLines(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return Object.fromEntries(lines.map(readHeaderLine))
}

function readHeaderLine(line: string, index: number): readonly [name: string, value: string] {
  const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? []
  const isUsable = isName(name.trim()) && isSettable(name.trim())
  if (isUsable) return [name.trim(), value.trim()]
  const message = `line ${index + 1} of the secret headers is no header that can be set: expected Name: value`
  throw new DestinationError(message, 'after-user-action')
}
