import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../texts/index.ts'

export type SkeletonShape = 'line' | 'bars' | 'rows' | 'round' | 'blocks' | 'number' | 'cells'

const rectangles: Readonly<Record<Exclude<SkeletonShape, 'line' | 'round'>, readonly string[]>> = {
  bars: [
    '2 40 8 60',
    '14 20 8 80',
    '26 55 8 45',
    '38 10 8 90',
    '50 35 8 65',
    '62 60 8 40',
    '74 25 8 75',
    '86 50 8 50',
  ],
  rows: ['0 4 90 12', '0 24 72 12', '0 44 55 12', '0 64 38 12', '0 84 20 12'],
  blocks: [
    '0 0 48 58',
    '50 0 50 34',
    '50 36 28 22',
    '80 36 20 22',
    '0 60 30 40',
    '32 60 40 40',
    '74 60 26 40',
  ],
  number: ['0 20 40 34', '0 66 24 14'],
  cells: [0, 1, 2, 3].flatMap((row) =>
    [0, 1, 2, 3, 4, 5].slice(0, 6 - row).map((k) => `${k * 17} ${row * 25} 15 21`),
  ),
}

interface ChartSkeletonProps {
  readonly shape: SkeletonShape
  readonly height?: number
}

/** The shape of a drawing that is still loading, in the room that it will take. */
export function ChartSkeleton({ shape, height = 220 }: ChartSkeletonProps) {
  return (
    <div
      role="status"
      aria-label={texts.report.loading}
      className={style({ flexGrow: 1, paddingTop: 28 })}
      style={{ minHeight: height }}
    >
      <svg
        width="100%"
        height="100%"
        viewBox="0 0 100 100"
        preserveAspectRatio={shape === 'round' ? 'xMidYMid' : 'none'}
        aria-hidden="true"
        style={{ minHeight: height, display: 'block' }}
      >
        <Shape shape={shape} />
      </svg>
    </div>
  )
}

function Shape({ shape }: Pick<ChartSkeletonProps, 'shape'>) {
  if (shape === 'round') return <circle cx="50" cy="50" r="34" strokeWidth="20" className={ring} />
  if (shape === 'line') {
    return (
      <path
        d="M0 70L12 58L25 64L38 40L50 48L62 30L75 42L88 22L100 28"
        strokeWidth="3"
        vectorEffect="non-scaling-stroke"
        className={ring}
      />
    )
  }
  return rectangles[shape].map((rectangle) => {
    const [x, y, width, height] = rectangle.split(' ')
    return (
      <rect key={rectangle} {...{ x, y, width, height }} className={style({ fill: 'gray-100' })} />
    )
  })
}

const ring = style({ fill: 'none', stroke: 'gray-100' })
