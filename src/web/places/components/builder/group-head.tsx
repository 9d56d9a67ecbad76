import type { Condition } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { changeGroup } from './edit-tree.ts'
import { conditionAt, listKeyOf, setAt } from './tree.ts'

/** How the rules of a group are joined, and what a sequence keeps. */
export function GroupHead({ path }: { readonly path: Path }) {
  const { root, change, edit } = useBuilder()
  const node = conditionAt(root, path)
  const key = listKeyOf(node)
  if (key === undefined || key === 'group') return null
  return (
    <>
      <ChoicePicker
        label={texts.builder.logic}
        isLabelHidden
        value={key}
        choices={texts.builder.logics}
        onChange={(next) => edit(changeGroup(root, path, next))}
      />
      {'sequence' in node && (
        <ChoicePicker
          label={texts.builder.keep}
          isLabelHidden
          value={node.keep ?? 'everyone'}
          choices={texts.builder.keeps}
          onChange={(keep) => {
            const { keep: _, ...rest } = node
            const next: Condition = keep === 'everyone' ? rest : { ...rest, keep }
            change(setAt(root, path, next))
          }}
        />
      )}
    </>
  )
}
