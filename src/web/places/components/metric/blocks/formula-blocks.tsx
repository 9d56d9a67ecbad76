import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef } from 'react'
import type { ComponentList } from '../../../../../model/answers/data-views.ts'
import type { ReferenceEntry } from '../../../../../model/answers/reference.ts'
import type { Formula } from '../../../../../model/formula.ts'
import { metricGroups } from '../../../../components/component-groups.ts'
import { ComponentAdder } from '../../../../components/component-picker.tsx'
import { texts } from '../../../../texts/index.ts'
import { BlockView } from './block-view.tsx'
import { BlocksContext } from './blocks-context.ts'
import { type BlockPath, replaceAt } from './formula-tree.ts'

interface FormulaBlocksProps {
  /** Null: there is nothing yet. */
  readonly tree: Formula | null
  readonly components: ComponentList
  readonly functions: readonly ReferenceEntry[]
  readonly onChange: (tree: Formula) => void
}

/** A formula as cards within cards, one for each function, operation, metric and number. */
export function FormulaBlocks({ tree, components, functions, onChange }: FormulaBlocksProps) {
  const around = useRef<HTMLDivElement>(null)
  const focusBlock = useFocusBlock(around)
  if (tree === null) {
    return (
      <ComponentAdder
        label={texts.metric.blocks.first}
        placeholder={texts.metric.blocks.addPlaceholder}
        groups={metricGroups(components)}
        onAdd={(metric) => onChange({ metric })}
      />
    )
  }
  const blocks = {
    tree,
    components,
    functions,
    replace: (path: BlockPath, block: Formula) => onChange(replaceAt(tree, path, block)),
    edit(next: Formula | null, focus: BlockPath) {
      if (next === null) return
      onChange(next)
      focusBlock(focus)
    },
  }
  return (
    <BlocksContext value={blocks}>
      <div ref={around} className={style({ overflowX: 'auto', minWidth: 0 })}>
        <BlockView path={[]} />
      </div>
    </BlocksContext>
  )
}

/** Takes the focus to a block once it is drawn. */
function useFocusBlock(around: { readonly current: HTMLElement | null }) {
  const wanted = useRef<BlockPath | null>(null)
  useEffect(() => {
    const path = wanted.current
    if (path === null) return
    wanted.current = null
    const block = around.current?.querySelector<HTMLElement>(`[data-block="${path.join()}"]`)
    block?.focus()
  })
  return (path: BlockPath) => {
    wanted.current = path
  }
}
