import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { type Extension, Prec } from '@codemirror/state'
import { Decoration, EditorView, keymap } from '@codemirror/view'
import { texts } from '../../../../texts/index.ts'
import { colorTokens } from './color-tokens.ts'
import { completeWord, type FormulaWord, insertWord, wordAt } from './complete-formula.ts'
import { tokenClasses } from './formula-styles.ts'

/** What an editor of formulas does: colours, completion, brackets, undo. Tab leaves it. */
export const formulaExtensions = (words: () => readonly FormulaWord[]): Extension => [
  history(),
  bracketMatching(),
  EditorView.lineWrapping,
  EditorView.decorations.compute(['doc'], ({ doc }) => colorsOf(doc.toString())),
  autocompletion({
    override: [(context) => complete(context, words())],
    icons: false,
    // Else Tab leaves the field when it comes soon after the list.
    interactionDelay: 0,
  }),
  Prec.high(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
]

const colorsOf = (text: string) =>
  Decoration.set(colorTokens(text).map(({ from, to, is }) => colors[is].range(from, to)))

const mark = (name: string) => Decoration.mark({ class: name })
const colors = {
  metric: mark(tokenClasses.metric),
  function: mark(tokenClasses.function),
  segment: mark(tokenClasses.segment),
  number: mark(tokenClasses.number),
  json: mark(tokenClasses.json),
  sign: mark(tokenClasses.sign),
} as const

function complete({ state, pos, explicit }: CompletionContext, words: readonly FormulaWord[]) {
  const text = state.doc.toString()
  const word = wordAt(text, pos)
  if (word.text === '' && !explicit) return null
  const options = completeWord(word, words).map(completionOf)
  return { from: word.from, to: word.to, options, filter: false }
}

const completionOf = (found: FormulaWord): Completion => ({
  label: found.id,
  detail: `${found.name} · ${texts.metric.kinds[found.kind]}`,
  ...(found.description !== undefined && { info: found.description }),
  apply(view, _, from, to) {
    const made = insertWord(view.state.doc.toString(), { from, to }, found)
    const insert = made.text.slice(from, made.caret)
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: made.caret } })
  },
})
