import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ZoomIn from '@react-spectrum/s2/icons/ZoomIn'
import FullScreen from '@react-spectrum/s2/icons/FullScreen'
import Refresh from '@react-spectrum/s2/icons/Refresh'
import ZoomOut from '@react-spectrum/s2/icons/ZoomOut'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useReactFlow } from '@xyflow/react'
import { texts } from '../../texts/index.ts'

interface BoardButtonsProps {
  readonly onFit: () => void
  /** Absent where nothing was moved. */
  readonly onArrange?: () => void
}

/** What is seen of the drawing; and lets it be laid out anew. */
export function BoardButtons({ onFit, onArrange }: BoardButtonsProps) {
  const { zoomIn, zoomOut } = useReactFlow()
  const buttons = [
    [texts.canvas.zoomIn, ZoomIn, () => void zoomIn()],
    [texts.canvas.zoomOut, ZoomOut, () => void zoomOut()],
    [texts.canvas.fit, FullScreen, onFit],
    ...(onArrange === undefined ? [] : [[texts.canvas.arrange, Refresh, onArrange] as const]),
  ] as const
  return (
    <div className={bar} data-screen-only>
      {buttons.map(([label, Icon, onPress]) => (
        <ActionButton key={label} size="XS" isQuiet aria-label={label} onPress={onPress}>
          <Icon />
        </ActionButton>
      ))}
    </div>
  )
}

const bar = style({
  position: 'absolute',
  bottom: 4,
  insetEnd: 4,
  display: 'flex',
  backgroundColor: 'elevated',
  borderRadius: 'default',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
