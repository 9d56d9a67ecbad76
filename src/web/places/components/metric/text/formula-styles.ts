import { EditorView } from '@codemirror/view'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** Colours of what stands in a formula, for light and dark. */
export const tokenClasses = {
  metric: style({ color: 'green-1000' }),
  function: style({ color: 'purple-1000', fontWeight: 'bold' }),
  segment: style({ color: 'blue-1000' }),
  number: style({ color: 'orange-1100' }),
  json: style({ color: 'neutral-subdued' }),
  sign: style({ color: 'neutral' }),
}

const line = 'light-dark(#dadada, #4b4b4b)'

/** What the editor draws by itself, in the colours of the workspace. */
export const formulaTheme = EditorView.theme({
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.6' },
  '.cm-content': { minHeight: '4.8em', caretColor: 'currentcolor', padding: '6px 0' },
  '.cm-cursor': { borderLeftColor: 'currentcolor' },
  '&.cm-focused .cm-matchingBracket': { background: 'light-dark(#d6e5ff, #1e4173)' },
  '.cm-tooltip': {
    background: 'light-dark(#fff, #222)',
    color: 'inherit',
    border: `1px solid ${line}`,
    borderRadius: '8px',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'light-dark(#e9e9e9, #393939)',
    color: 'inherit',
  },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '12px' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 8px', maxWidth: '280px' },
})
