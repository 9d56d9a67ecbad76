import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

export interface Month {
  readonly month: string
  readonly rows: number
}

interface MonthBarsProps {
  readonly name: string
  readonly months: readonly Month[]
}

const HEIGHT = 14
const BAR = 6
const GAP = 2
/** More are not drawn. */
export const MOST_MONTHS = 36

/** A bar for each of the latest months, with its count on hovering and for who hears it. */
export function MonthBars({ name, months }: MonthBarsProps) {
  const shown = months.slice(-MOST_MONTHS)
  const most = Math.max(...shown.map(({ rows }) => rows))
  const said = shown.map(sayMonth)
  return (
    <svg
      role="img"
      aria-label={`${name}, ${said.join('; ')}`}
      width={shown.length * (BAR + GAP)}
      height={HEIGHT}
      className={style({ display: 'block' })}
    >
      {shown.map(({ month, rows }, k) => {
        const height = Math.max(1, (rows / most) * HEIGHT)
        return (
          <rect
            key={month}
            x={k * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            className={bar}
          >
            <title>{said[k]}</title>
          </rect>
        )
      })}
    </svg>
  )
}

const sayMonth = ({ month, rows }: Month): string =>
  texts.administration.monthRows(month, printFigure(rows))

const bar = style({ fill: 'blue-900' })
