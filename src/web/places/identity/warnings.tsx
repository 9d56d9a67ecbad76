import AlertDiamond from '@react-spectrum/s2/icons/AlertDiamond'
import { iconStyle, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { texts } from '../../texts/index.ts'

/** What may be wrong with a person; nothing where nothing is. */
export function Warnings({ warnings }: Pick<IdentityGraph, 'warnings'>) {
  if (warnings.length === 0) return null
  return (
    <ul aria-label={texts.identity.warnings} className={list}>
      {warnings.map(({ message }) => (
        <li key={message} className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
          <AlertDiamond styles={iconStyle({ size: 'S', color: 'notice' })} />
          {message}
        </li>
      ))}
    </ul>
  )
}

const list = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 20,
  rowGap: 4,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  font: 'ui-sm',
  color: 'neutral',
})
