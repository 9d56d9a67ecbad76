import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ContainerCondition } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { ContainerHead } from './container-head.tsx'
import { DropSlot } from './drop-slot.tsx'
import { moveInto } from './edit-tree.ts'
import { GroupBody } from './group-body.tsx'
import { GroupHead } from './group-head.tsx'
import { type Leaf, LeafFields } from './leaf-fields.tsx'
import { RuleAdder } from './rule-adder.tsx'
import { RuleFrame } from './rule-frame.tsx'
import { nameContainer } from './say-rule.ts'
import { conditionAt, listKeyOf } from './tree.ts'

/** A condition with everything inside it. */
export function RuleView({ path }: { readonly path: Path }) {
  const { root } = useBuilder()
  const node = conditionAt(root, path)
  if (listKeyOf(node) !== undefined) {
    return (
      <RuleFrame path={path} node={node} head={<GroupHead path={path} />}>
        <GroupBody path={path} renderRule={renderRule} />
      </RuleFrame>
    )
  }
  if ('not' in node) {
    return (
      <RuleFrame path={path} node={node} head={texts.builder.not}>
        <RuleView path={[...path, 'not']} />
      </RuleFrame>
    )
  }
  if ('container' in node) {
    return (
      <RuleFrame path={path} node={node} head={<ContainerHead path={path} />}>
        <ContainerBody container={node} path={path} />
      </RuleFrame>
    )
  }
  return <RuleFrame path={path} node={node} head={<LeafFields leaf={node as Leaf} path={path} />} />
}

const renderRule = (path: Path) => <RuleView path={path} />

interface ContainerBodyProps {
  readonly container: Pick<ContainerCondition, 'container' | 'where'>
  readonly path: Path
}

/** What a container asks: the rules of its group, or its one rule. */
export function ContainerBody({ container: { container, where }, path }: ContainerBodyProps) {
  const { root } = useBuilder()
  const inner = [...path, 'where']
  if (listKeyOf(where) !== undefined)
    return <GroupBody path={inner} owner={nameContainer(container)} renderRule={renderRule} />
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <RuleView path={inner} />
      <DropSlot drop={(dragged) => moveInto(root, dragged, inner)} />
      <RuleAdder path={inner} label={texts.builder.addTo(nameContainer(container))} />
    </div>
  )
}
