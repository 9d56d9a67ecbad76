import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { Card } from '../../components/card.tsx'
import { texts } from '../../texts.ts'
import { type PanelContext, visualizations } from '../../visualizations/index.ts'
import type { StoredVisualization } from './explore-state.ts'

interface VisualizationCardProps {
  readonly stored: StoredVisualization
  readonly context: PanelContext
  readonly onChange: (stored: StoredVisualization) => void
  readonly onRemove: () => void
}

/** A visualization with its title; a kind that this version does not know is left out. */
export function VisualizationCard({ stored, context, onChange, onRemove }: VisualizationCardProps) {
  const visualization = visualizations.find(({ kind }) => kind === stored.kind)
  if (visualization === undefined) return null
  const { label, draw } = visualization
  return (
    <Card
      title={label}
      actions={
        <ActionButton size="S" isQuiet aria-label={texts.explore.remove(label)} onPress={onRemove}>
          <Close />
        </ActionButton>
      }
    >
      {draw({ stored: { ...stored }, context, onChange })}
    </Card>
  )
}
