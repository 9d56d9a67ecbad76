import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Unseen } from '../../../components/unseen.tsx'
import { texts } from '../../../texts/index.ts'
import { sides } from './align-events.ts'
import type { ComparedLine } from './compared-lines.ts'

interface ComparedTableProps {
  readonly label: string
  /** The two people. */
  readonly heads: readonly [ReactNode, ReactNode]
  readonly lines: readonly ComparedLine[]
}

/** What is said of two people, a line each; where they differ it is marked. */
export const ComparedTable = ({ label, heads, lines }: ComparedTableProps) => (
  <table aria-label={label} className={table}>
    <thead>
      <tr>
        <td className={corner} />
        {sides.map((side) => (
          <th key={side} scope="col" className={head}>
            {heads[side]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map(({ key, name, values, isDifferent }) => (
        <tr key={key}>
          <th scope="row" className={rowHead}>
            {isDifferent && (
              <>
                <span aria-hidden="true" title={texts.people.compare.differs} className={mark}>
                  ≠
                </span>
                <Unseen>{texts.people.compare.differs}: </Unseen>
              </>
            )}
            {name}
          </th>
          {sides.map((side) => (
            <td key={side} className={cell({ isDifferent })}>
              {values[side].map((value) => (
                <div key={value}>{value}</div>
              ))}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const table = style({
  width: 'full',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  font: 'ui-sm',
  color: 'neutral',
})
const line = {
  paddingY: 4,
  paddingX: 4,
  textAlign: 'start',
  verticalAlign: 'baseline',
  overflowWrap: 'anywhere',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
} as const
const corner = style({ ...line, borderColor: 'gray-300', width: '[30%]' })
const head = style({ ...line, font: 'ui-sm', fontWeight: 'bold', borderColor: 'gray-300' })
const rowHead = style({
  ...line,
  font: 'ui-sm',
  fontWeight: 'normal',
  color: 'neutral-subdued',
  borderColor: 'gray-200',
})
const cell = style({
  ...line,
  fontVariantNumeric: 'tabular-nums',
  fontWeight: { default: 'normal', isDifferent: 'bold' },
  borderColor: 'gray-200',
})
const mark = style({ color: 'neutral', fontWeight: 'bold', marginEnd: 4 })
