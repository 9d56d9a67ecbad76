import type { CartesianLayout, PlacedSeries } from './cartesian-layout.ts'
import { barBox } from './cartesian-marks.ts'
import { areaPath, bandPath, edge, linePath } from './cartesian-paths.ts'
import { worseColor } from './palette.ts'

interface SeriesShapeProps {
  readonly series: PlacedSeries
  readonly layout: CartesianLayout
}

export function SeriesShape({ series, layout }: SeriesShapeProps) {
  const { color, look = 'own', bands, draw } = series
  return (
    <g>
      {bands !== undefined && (
        <path d={bandPath(series, layout.xOf)} style={{ fill: color }} opacity="0.14" />
      )}
      {draw === 'bar' ? (
        <Bars series={series} layout={layout} />
      ) : (
        <>
          {draw === 'area' && (
            <path
              d={areaPath(series, layout.xOf)}
              style={{ fill: color }}
              opacity={series.look === undefined ? 0.22 : 0.1}
            />
          )}
          <path
            d={linePath(series, layout.xOf)}
            fill="none"
            style={{ stroke: color }}
            strokeWidth={look === 'own' ? 2 : 1.5}
            strokeLinejoin="round"
            strokeLinecap="round"
            strokeDasharray={look === 'own' ? undefined : '5 4'}
          />
        </>
      )}
      <Unusual series={series} layout={layout} />
    </g>
  )
}

function Bars({ series, layout }: SeriesShapeProps) {
  const opacity = series.look === 'compared' ? 0.55 : 1
  return series.spans.map((span, k) => {
    if (span === null) return null
    const box = barBox(layout, series, k)
    const radius = Math.min(2, box.width / 4)
    return <rect key={k} {...box} rx={radius} style={{ fill: series.color }} opacity={opacity} />
  })
}

/** Values that are outside of what was to be expected. */
function Unusual({ series, layout }: SeriesShapeProps) {
  return (series.unusual ?? []).map((is, k) =>
    is && series.spans[k] ? (
      <circle
        key={k}
        cx={layout.xOf(k)}
        cy={edge(series, k)}
        r="4"
        style={{ fill: worseColor, stroke: 'light-dark(#fff, #1b1b1b)' }}
        strokeWidth="1.5"
      />
    ) : null,
  )
}
