import CalendarIcon from '@react-spectrum/s2/icons/Calendar'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { RailEntry } from './rail-entry.ts'

/** What kind of component it is, as a letter in a square of its colour. */
export const Glyph = ({ glyph }: { readonly glyph: RailEntry['glyph'] }) => (
  <span aria-hidden className={square({ glyph })}>
    {glyph === 'date' ? <CalendarIcon UNSAFE_style={{ width: 12, height: 12 }} /> : glyph}
  </span>
)

const square = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  flexShrink: 0,
  size: 16,
  borderRadius: 'sm',
  fontFamily: 'sans',
  fontSize: 'ui-xs',
  fontWeight: 'bold',
  lineHeight: 'ui',
  color: 'white',
  '--iconPrimary': { type: 'fill', value: 'white' },
  backgroundColor: {
    glyph: {
      D: 'orange-900',
      '#': 'green-900',
      f: 'turquoise-900',
      S: 'blue-900',
      date: 'purple-900',
    },
  },
})
