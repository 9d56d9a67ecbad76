import type { Figure } from '../../model/result.ts'
import { categoryColor, mutedColor } from './palette.ts'
import { sparkPath } from './spark-path.ts'
import { useSize } from './use-size.ts'

interface SparklineProps {
  /** What it shows, for those who do not see it; its neighbours say the numbers. */
  readonly label: string
  readonly values: readonly Figure[]
  readonly compared?: readonly Figure[]
  readonly trend?: readonly Figure[] | undefined
  readonly height?: number
}

/** The course of a number as a line without axes, with the range before it and its trend. */
export function Sparkline({ label, values, compared = [], trend, height = 36 }: SparklineProps) {
  const [ref, size] = useSize<HTMLDivElement>()
  const width = size?.width ?? 0
  const path = (own: readonly Figure[]) =>
    sparkPath(own, [values, compared, trend ?? []], { width, height })
  return (
    <div ref={ref} style={{ height, minWidth: 0 }}>
      {width > 8 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          style={{ display: 'block' }}
        >
          {compared.length > 0 && (
            <path
              d={path(compared)}
              fill="none"
              style={{ stroke: mutedColor }}
              strokeWidth="1.25"
            />
          )}
          <path
            d={path(values)}
            fill="none"
            style={{ stroke: categoryColor(0) }}
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          {trend !== undefined && (
            <path
              d={path(trend)}
              fill="none"
              style={{ stroke: categoryColor(1) }}
              strokeWidth="1.5"
              strokeDasharray="5 4"
            />
          )}
        </svg>
      )}
    </div>
  )
}
