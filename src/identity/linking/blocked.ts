import type { BlockedIds } from '../../model/definitions/identity-space.ts'
import { compileRegex } from '../../model/regex.ts'

export type IsBlocked = (namespace: string, id: string) => boolean

/** Whether an id names nobody, by the entries of a space; an empty one never does. Errors: regex/invalid at `blocked[i].matches`. */
export function compileBlocked(entries: readonly BlockedIds[]): IsBlocked {
  const tests = entries.map(compileEntry)
  return (namespace, id) => id === '' || tests.some((isBlocked) => isBlocked(namespace, id))
}

function compileEntry(entry: BlockedIds, index: number): IsBlocked {
  if ('preset' in entry) return (_, id) => presets[entry.preset](id)
  const regex = compileRegex(entry.matches, { path: ['blocked', index, 'matches'] })
  const { namespace } = entry
  return (given, id) => (namespace === undefined || namespace === given) && regex.test(id)
}

const presets = {
  placeholders: isPlaceholder,
} as const satisfies Record<string, (id: string) => boolean>

/** What programs and people write where there is no id, in any case and with spaces around it. */
function isPlaceholder(id: string): boolean {
  const text = id.trim().toLowerCase()
  return placeholders.has(text) || placeholderForm.test(text)
}

const placeholders: ReadonlySet<string> = new Set([
  ...['', 'null', '(null)', 'nil', 'none', 'undefined', '[object object]', 'nan'],
  ...['anonymous', 'guest', 'unknown', '(unknown)', 'not set', '(not set)', 'n/a', '#n/a', 'na'],
  ...['-1', 'true', 'false'],
])

/** Only zeros or dashes, one digit three times or more, `test@…`. */
const placeholderForm = /^[0-]+$|^(\d)\1{2,}$|^test@/
