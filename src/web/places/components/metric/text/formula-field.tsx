import { setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useId, useRef } from 'react'
import { texts } from '../../../../texts/index.ts'
import type { FormulaWord } from './complete-formula.ts'
import { formulaExtensions } from './formula-extensions.ts'
import { formulaTheme } from './formula-styles.ts'
import type { Fault } from './read-text.ts'

interface FormulaFieldProps {
  readonly value: string
  readonly words: readonly FormulaWord[]
  readonly isReadOnly: boolean
  /** What is wrong with the formula, and where. */
  readonly fault: Fault | null
  readonly onChange: (text: string) => void
}

/** A formula as text, in colours, with what fits where one types and what is wrong marked in place. */
export function FormulaField(props: FormulaFieldProps) {
  const { value, fault, isReadOnly } = props
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const view = useEditor(place, id, props)
  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [view, value])
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const length = editor.state.doc.length
    const marks =
      fault === null || fault.to > length ? [] : [{ ...fault, severity: 'error' as const }]
    editor.dispatch(setDiagnostics(editor.state, marks))
    const attributes = { ...fieldAttributes(id), 'aria-invalid': String(fault !== null) }
    editor.dispatch({
      effects: settings.reconfigure([
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of(attributes),
      ]),
    })
  }, [view, id, fault, isReadOnly])
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <span id={`${id}-label`} className={small}>
        {texts.metric.formula}
      </span>
      <div ref={place} className={area({ isFaulty: fault !== null })} />
      <span id={`${id}-hint`} className={small}>
        {texts.metric.formulaHint}
      </span>
      <span id={`${id}-fault`} role="status" className={faultText}>
        {fault?.message}
      </span>
    </div>
  )
}

const settings = new Compartment()

const fieldAttributes = (id: string) => ({
  'aria-labelledby': `${id}-label`,
  'aria-describedby': `${id}-hint ${id}-fault`,
})

/** An editor in an element, for as long as it is shown; it reads what is newest of the props. */
function useEditor(
  place: { readonly current: HTMLDivElement | null },
  id: string,
  props: FormulaFieldProps,
) {
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      doc: latest.current.value,
      extensions: [
        formulaExtensions(() => latest.current.words),
        formulaTheme,
        settings.of(EditorView.contentAttributes.of(fieldAttributes(id))),
        EditorView.updateListener.of(({ docChanged, state }) => {
          const text = state.doc.toString()
          if (docChanged && text !== latest.current.value) latest.current.onChange(text)
        }),
      ],
    })
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [place, id])
  return view
}

const small = style({ font: 'ui-sm', color: 'neutral-subdued' })
const faultText = style({ font: 'ui-sm', color: 'negative' })
const area = style({
  font: 'code',
  boxSizing: 'border-box',
  width: 'full',
  minWidth: 0,
  paddingX: 4,
  color: 'neutral',
  backgroundColor: 'layer-2',
  borderWidth: 2,
  borderStyle: 'solid',
  borderColor: { default: 'gray-300', isFaulty: 'negative' },
  borderRadius: 'default',
  outlineStyle: { default: 'none', ':focus-within': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
