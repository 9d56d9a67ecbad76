import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { PersonLink } from '../../../components/person-link.tsx'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { Unseen } from '../../../components/unseen.tsx'
import { texts } from '../../../texts/index.ts'
import type { Side } from './align-events.ts'

/** The letter by which one of two people is known on the page. */
export const SideMark = ({ side }: { readonly side: Side }) => (
  <span className={mark}>{texts.people.compare.letters[side]}</span>
)

interface SideNameProps {
  readonly side: Side
  readonly dataView: string
  readonly person: string
  readonly range: RangeChoice | undefined
}

/** One of two people, which leads to their page. */
export const SideName = ({ side, dataView, person, range }: SideNameProps) => (
  <span className={name}>
    <SideMark side={side} />
    <PersonLink dataView={dataView} person={person} search={range === undefined ? {} : { range }} />
  </span>
)

/** The same where the page has said it before. */
export const ShortName = ({ side, person }: Pick<SideNameProps, 'side' | 'person'>) => (
  <span className={name}>
    <SideMark side={side} />
    <Unseen>{person}</Unseen>
  </span>
)

const name = style({ display: 'flex', gap: 8, alignItems: 'baseline', minWidth: 0 })
const mark = style({
  font: 'ui-xs',
  fontWeight: 'bold',
  color: 'neutral',
  backgroundColor: 'gray-200',
  borderRadius: 'sm',
  width: 20,
  textAlign: 'center',
  flexShrink: 0,
})
