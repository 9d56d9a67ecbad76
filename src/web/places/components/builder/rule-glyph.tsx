import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Condition } from '../../../../model/conditions.ts'

/** What kind of rule it is, as a letter in a square of its colour. */
export const RuleGlyph = ({ node }: { readonly node: Condition }) => {
  const kind = kindOf(node)
  return (
    <span aria-hidden className={square({ kind })}>
      {letters[kind]}
    </span>
  )
}

const letters = {
  dimension: 'D',
  metric: '#',
  segment: 'S',
  dates: '◷',
  container: '▭',
  sequence: '→',
  not: '¬',
  group: '∷',
} as const

type Kind = keyof typeof letters

function kindOf(node: Condition): Kind {
  if ('metric' in node) return 'metric'
  if ('segment' in node) return 'segment'
  if ('dateRange' in node) return 'dates'
  if ('container' in node) return 'container'
  if ('sequence' in node) return 'sequence'
  if ('not' in node) return 'not'
  return 'dimension' in node ? 'dimension' : 'group'
}

const square = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 16,
  borderRadius: 'sm',
  fontFamily: 'sans',
  fontSize: 'ui-xs',
  fontWeight: 'bold',
  lineHeight: 'ui',
  color: 'white',
  backgroundColor: {
    default: 'gray-700',
    kind: {
      dimension: 'orange-900',
      metric: 'green-900',
      segment: 'blue-900',
      dates: 'purple-900',
      container: 'gray-700',
      sequence: 'gray-700',
      not: 'red-900',
      group: 'gray-700',
    },
  },
})
