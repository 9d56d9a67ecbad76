import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Formula } from '../../../../../model/formula.ts'
import { texts } from '../../../../texts/index.ts'
import { BlockArgs } from './block-args.tsx'
import { BlockHead } from './block-head.tsx'
import { BlockMenu } from './block-menu.tsx'
import { BlockSegments } from './block-segments.tsx'
import { type Blocks, useBlocks } from './blocks-context.ts'
import { argsOf, type BlockPath, blockAt, isNarrowed } from './formula-tree.ts'
import { findName } from '../../../../components/component-groups.ts'

/** One part of a formula, with its parts in it. */
export function BlockView({ path }: { readonly path: BlockPath }) {
  const blocks = useBlocks()
  const node = blockAt(blocks.tree, path)
  if (node === undefined) return null
  const name = nameBlock(node, blocks)
  return (
    <div
      role="group"
      aria-label={name}
      data-block={path.join()}
      tabIndex={-1}
      className={card({ kind: kindOf(node) })}
    >
      <div className={head}>
        <BlockHead node={node} path={path} />
        {isNarrowed(node) && <BlockSegments node={node} path={path} />}
        <span className={style({ flexGrow: 1 })} />
        <BlockMenu node={node} path={path} name={name} />
      </div>
      {argsOf(node).length > 0 && <BlockArgs node={node} path={path} renderBlock={renderBlock} />}
    </div>
  )
}

const renderBlock = (path: BlockPath) => <BlockView path={path} />

/** What a block is called when it is spoken of. */
function nameBlock(node: Formula, { components, functions }: Blocks): string {
  if (typeof node === 'number') return String(node)
  if ('number' in node) return String(node.number)
  if ('metric' in node) return findName(components, node.metric)
  if ('dimension' in node) return findName(components, node.dimension)
  if ('op' in node) return texts.metric.blocks.operators[node.op]
  return functions.find(({ id }) => id === node.function)?.label ?? node.function
}

const kindOf = (node: Formula): 'value' | 'operation' | 'call' => {
  if (typeof node === 'number') return 'value'
  if ('op' in node) return 'operation'
  return 'function' in node ? 'call' : 'value'
}

const card = style({
  display: 'grid',
  gap: 8,
  padding: 8,
  minWidth: 0,
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStartWidth: 4,
  borderStyle: 'solid',
  borderRadius: 'default',
  borderColor: { kind: { value: 'gray-300', operation: 'blue-700', call: 'purple-700' } },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, minWidth: 0 })
