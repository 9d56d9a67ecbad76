import { Tooltip, TooltipTrigger } from '@react-spectrum/s2/Tooltip'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { Focusable } from 'react-aria-components'
import { texts } from '../texts/index.ts'
import { KeyHint } from './keys/key-hint.tsx'
import { type Place, type PlaceId, places } from './places.ts'

/** The places, one click away: at the left, on phones below. */
export const Navigation = ({ current }: { readonly current: PlaceId | undefined }) => (
  <nav aria-label={texts.app.navigation} className={bar}>
    {places.map((place, k) => (
      <PlaceLink
        key={place.id}
        place={place}
        isCurrent={place.id === current}
        isLast={k === places.length - 1}
      />
    ))}
  </nav>
)

interface PlaceLinkProps {
  readonly place: Place
  readonly isCurrent: boolean
  /** At the left, it stands at the bottom. */
  readonly isLast: boolean
}

const PlaceLink = ({ place: { label, to, Icon, keys }, isCurrent, isLast }: PlaceLinkProps) => (
  <TooltipTrigger placement="end" delay={300}>
    <Focusable>
      <Link
        to={to}
        aria-label={label}
        className={link({ isCurrent, isLast })}
        {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
        // Else a link marks itself at every address that begins with its own.
        activeOptions={{ exact: true }}
      >
        <Icon />
      </Link>
    </Focusable>
    <Tooltip>
      {label} <KeyHint keys={keys} />
    </Tooltip>
  </TooltipTrigger>
)

const bar = style({
  display: 'flex',
  flexDirection: { default: 'row', sm: 'column' },
  justifyContent: { default: 'space-around', sm: 'start' },
  gap: 4,
  padding: 8,
  flexShrink: 0,
  overflowX: 'auto',
  backgroundColor: 'layer-2',
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderWidth: 0,
  borderTopWidth: { default: 1, sm: 0 },
  borderEndWidth: { default: 0, sm: 1 },
})
const link = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  marginTop: { default: 0, sm: { isLast: 'auto' } },
  size: 36,
  borderRadius: 'default',
  color: 'neutral',
  backgroundColor: {
    default: 'transparent',
    ':hover': 'gray-100',
    isCurrent: 'blue-200',
  },
  '--iconPrimary': {
    type: 'fill',
    value: { default: 'neutral', isCurrent: 'blue-1000' },
  },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
