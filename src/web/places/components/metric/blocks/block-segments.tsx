import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import type { SegmentRef } from '../../../../../model/conditions.ts'
import { findName } from '../../../../components/component-groups.ts'
import { texts } from '../../../../texts/index.ts'
import { useBlocks } from './blocks-context.ts'
import { type BlockPath, type Narrowed, withSegments } from './formula-tree.ts'

interface BlockSegmentsProps {
  readonly node: Narrowed
  readonly path: BlockPath
}

/** What narrows a block. */
export function BlockSegments({ node, path }: BlockSegmentsProps) {
  const { components, replace } = useBlocks()
  const segments: readonly SegmentRef[] = node.segments ?? []
  if (segments.length === 0) return null
  const nameOf = (ref: SegmentRef) =>
    typeof ref === 'string' ? findName(components, ref) : texts.metric.blocks.ownRules
  return (
    <TagGroup
      aria-label={texts.metric.blocks.segments}
      size="S"
      items={segments.map((ref, i) => ({ id: String(i), name: nameOf(ref) }))}
      onRemove={(keys) =>
        replace(
          path,
          withSegments(
            node,
            segments.filter((_, i) => !keys.has(String(i))),
          ),
        )
      }
    >
      {({ id, name }) => <Tag id={id}>{name}</Tag>}
    </TagGroup>
  )
}
