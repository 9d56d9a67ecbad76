import { ActionButton } from '@react-spectrum/s2/ActionButton'
import LinkIcon from '@react-spectrum/s2/icons/Link'
import LockIcon from '@react-spectrum/s2/icons/Lock'
import { Text } from '@react-spectrum/s2/Text'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { texts } from '../../texts/index.ts'
import { linkOf } from './linked-cells.ts'
import { nameOf } from './use-visualization.ts'

interface LinkChipProps {
  readonly panel: PanelDocument
  readonly visualization: VisualizationDocument
}

/** The table whose cells a chart shows; leads to it. */
export function LinkChip({ panel, visualization }: LinkChipProps) {
  const link = linkOf(panel, visualization)
  if (link === null) return null
  const { source, isLocked } = link
  if (source === undefined) return <span className={gone}>{texts.cells.gone}</span>
  const name = nameOf(source)
  const Icon = isLocked ? LockIcon : LinkIcon
  return (
    <ActionButton
      size="XS"
      aria-label={(isLocked ? texts.cells.locked : texts.cells.linked)(name)}
      onPress={() => focusTable(source.id)}
    >
      <Icon />
      <Text>{name}</Text>
    </ActionButton>
  )
}

function focusTable(id: string): void {
  const tile = document.getElementById(`visualization-${id}`)
  tile?.scrollIntoView({ block: 'nearest' })
  tile?.querySelector<HTMLElement>('[role="treegrid"] [tabindex="0"]')?.focus()
}

const gone = style({ font: 'ui-xs', color: 'neutral-subdued' })
