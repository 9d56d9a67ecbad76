import { Skeleton } from '@react-spectrum/s2/Skeleton'
import { Text } from '@react-spectrum/s2/Text'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../texts/index.ts'

const widths = [
  '████████████████████',
  '██████████████████████████',
  '███████████████',
  '█████████████████████',
]

/** Where rows will be. */
export function SkeletonRows() {
  return (
    <div role="status" aria-label={texts.report.loading}>
      <Skeleton isLoading>
        <div className={style({ display: 'grid', gap: 12, paddingY: 12, font: 'ui' })}>
          {widths.map((width) => (
            <div key={width}>
              <Text>{width}</Text>
            </div>
          ))}
        </div>
      </Skeleton>
    </div>
  )
}
