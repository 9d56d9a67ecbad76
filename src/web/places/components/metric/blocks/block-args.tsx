import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { Formula } from '../../../../../model/formula.ts'
import { texts } from '../../../../texts/index.ts'
import { useBlocks } from './blocks-context.ts'
import { argumentAt, beginArgument } from './call-args.ts'
import { argsOf, type BlockPath, replaceAt, withArgs } from './formula-tree.ts'

interface BlockArgsProps {
  readonly node: Formula
  readonly path: BlockPath
  readonly renderBlock: (path: BlockPath) => ReactNode
}

/** The parts of an operation or call, with what each is for, and a place for one more. */
export function BlockArgs({ node, path, renderBlock }: BlockArgsProps) {
  const { functions, components, edit, tree } = useBlocks()
  const args = argsOf(node)
  const declared =
    typeof node === 'object' && 'function' in node
      ? (functions.find(({ id }) => id === node.function)?.arguments ?? [])
      : null
  const next = declared === null ? addend : argumentAt(declared, args.length)
  return (
    <ol className={list}>
      {args.map((_, i) => {
        const argument = declared && argumentAt(declared, i)
        return (
          <li key={i} className={item}>
            {argument && (
              <span className={about}>
                {argument.name}: {argument.description}
              </span>
            )}
            {renderBlock([...path, i])}
          </li>
        )
      })}
      {next !== undefined && args.length > (declared === null ? 1 : 0) && (
        <li>
          <ActionButton
            size="S"
            isQuiet
            onPress={() => {
              const dimension = components.dimensions[0]?.id ?? ''
              const added = withArgs(node, [...args, beginArgument(next, dimension)])
              edit(replaceAt(tree, path, added), [...path, args.length])
            }}
          >
            {texts.metric.blocks.add(declared === null ? '' : next.name)}
          </ActionButton>
        </li>
      )}
    </ol>
  )
}

const addend = { name: '', description: '', kind: 'formula' } as const

const list = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  paddingStart: 12,
  display: 'grid',
  gap: 8,
  minWidth: 0,
})
const item = style({ display: 'grid', gap: 4, minWidth: 0 })
const about = style({ font: 'ui-sm', color: 'neutral-subdued' })
