import type { SegmentContainer } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { GroupHead } from './group-head.tsx'
import { listsIn } from './lists-in.ts'
import { nameContainer } from './say-rule.ts'
import { getAt, listKeyOf, setAt } from './tree.ts'

/** What a container tests, whether it is kept or left out, and how its rules are joined. */
export function ContainerHead({ path }: { readonly path: Path }) {
  const { root, change, components } = useBuilder()
  const lists = listsIn(components).map((list) => [list, nameContainer(list)])
  const node = getAt(root, path) as SegmentContainer
  const { container, exclude, window } = node
  const isRoot = path.length === 0
  return (
    <>
      <ChoicePicker
        label={texts.builder.container}
        isLabelHidden
        value={container}
        choices={{
          ...texts.builder.scopes,
          ...Object.fromEntries(lists),
          [container]: nameContainer(container),
        }}
        onChange={(next) => change(setAt(root, path, { ...node, container: next }))}
      />
      <ChoicePicker
        label={texts.builder.include}
        isLabelHidden
        value={exclude === true ? 'exclude' : 'include'}
        choices={texts.builder.inclusion}
        onChange={(next) => {
          const { exclude: _, ...rest } = node
          change(setAt(root, path, next === 'exclude' ? { ...rest, exclude: true } : rest))
        }}
      />
      {isRoot && (
        <ChoicePicker
          label={texts.builder.window}
          isLabelHidden
          value={window ?? 'range'}
          choices={texts.builder.windows}
          onChange={(next) => {
            const { window: _, ...rest } = node
            change(next === 'all' ? { ...rest, window: next } : rest)
          }}
        />
      )}
      {listKeyOf(node.where) !== undefined && <GroupHead path={[...path, 'where']} />}
    </>
  )
}
