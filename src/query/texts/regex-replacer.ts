import type { Path } from '../../model/path.ts'
import { compileRegex } from '../../model/regex.ts'

export type Replace = (text: string) => string | null

/**
 * Replaces by a regular expression in linear time. In the output `$&` is what was found, `$1` … a
 * group (all that was found where the pattern has no groups), `$+` the last group, `` $` `` and `$'`
 * what lies before and behind, `$$` a dollar. No match or an empty output is no value (§3.8). A
 * lookahead is understood at the very end of the pattern. Errors: regex/invalid at `path`.
 */
export function createRegexReplacer(
  rule: {
    readonly pattern: string
    readonly output: string
    readonly caseSensitive?: boolean | undefined
  },
  path: Path = [],
): Replace {
  const { pattern, lookahead } = splitLookahead(translated(rule.pattern))
  const source = lookahead === null ? pattern : `(${pattern})(?:${lookahead})`
  const whole = lookahead === null ? 0 : 1
  const compiled = compileRegex(rule.pattern, { source, caseSensitive: rule.caseSensitive, path })
  const parts = outputParts(rule.output)
  const groups = compiled.groupCount() - whole
  return (text) => {
    if (!compiled.test(text)) return null
    const matcher = compiled.matcher(text)
    matcher.find()
    const found = (group: number): string => matcher.group(group + whole) ?? ''
    const output = parts
      .map((part) => fill(part, text, matcher.start(whole), found, groups))
      .join('')
    return output === '' ? null : output
  }
}

/** Perl's spellings of anchors that the engine writes differently. */
function translated(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, (escape, letter: string) => {
    if (letter === 'Z') return '(?:\\n?\\z)'
    return letter === '<' || letter === '>' ? '\\b' : escape
  })
}

/** Splits `X(?=Y)` into X and Y where the lookahead ends the pattern and X has no alternatives. */
function splitLookahead(pattern: string): {
  readonly pattern: string
  readonly lookahead: string | null
} {
  const whole = { pattern, lookahead: null }
  if (!pattern.endsWith(')')) return whole
  let depth = 0
  let inClass = false
  let open = -1
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i]
    if (letter === '\\') i++
    else if (inClass) inClass = letter !== ']'
    else if (letter === '[') {
      inClass = true
      if (pattern[i + 1] === ']') i++
    } else if (letter === '|' && depth === 0) return whole
    else if (letter === '(' && depth++ === 0) open = i
    else if (letter === ')' && --depth === 0 && i < pattern.length - 1) open = -1
  }
  if (open < 0 || !pattern.startsWith('(?=', open)) return whole
  return { pattern: pattern.slice(0, open), lookahead: pattern.slice(open + 3, -1) }
}

type OutputPart =
  | { readonly text: string }
  | { readonly group: number | 'last' }
  | { readonly side: 'before' | 'behind' }

function outputParts(output: string): OutputPart[] {
  const parts: OutputPart[] = []
  const tokens = output.matchAll(/\$(\$|&|\+|`|'|\d{1,2})|[\s\S]/g)
  for (const [token, special] of tokens) {
    if (special === undefined || special === '$') parts.push({ text: special ?? token })
    else if (special === '&') parts.push({ group: 0 })
    else if (special === '+') parts.push({ group: 'last' })
    else if (special === '`') parts.push({ side: 'before' })
    else if (special === "'") parts.push({ side: 'behind' })
    else parts.push({ group: Number(special) })
  }
  return parts
}

function fill(
  part: OutputPart,
  text: string,
  start: number,
  found: (group: number) => string,
  groups: number,
): string {
  if ('text' in part) return part.text
  if ('side' in part) {
    return part.side === 'before' ? text.slice(0, start) : text.slice(start + found(0).length)
  }
  if (groups === 0) return found(0)
  const group = part.group === 'last' ? groups : part.group
  return group <= groups ? found(group) : ''
}
