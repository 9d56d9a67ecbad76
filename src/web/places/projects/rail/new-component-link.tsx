import AddIcon from '@react-spectrum/s2/icons/Add'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'

interface NewComponentLinkProps {
  readonly to: '/components/segment' | '/components/metric' | '/components/date-range'
  readonly label: string
  readonly dataView: string
}

/** To where a component is made. */
export const NewComponentLink = ({ to, label, dataView }: NewComponentLinkProps) => (
  <Link to={to} search={{ view: dataView }} aria-label={label} title={label} className={link}>
    <AddIcon />
  </Link>
)

const link = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  size: 24,
  borderRadius: 'sm',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  '--iconPrimary': { type: 'fill', value: 'gray-700' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
