import HelpIcon from '@react-spectrum/s2/icons/Education'
import SearchIcon from '@react-spectrum/s2/icons/Search'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { texts } from '../texts/index.ts'
import { AppMenu } from './app-menu.tsx'
import { KeyHint } from './keys/key-hint.tsx'
import { Mark } from './mark.tsx'
import { ActionsSlot, Slash, TitleSlot } from './place-header.tsx'

interface HeaderProps {
  readonly onSearch: () => void
  readonly onShowKeys: () => void
}

/** Where one is, the way to everything else, and what can be done here. */
export const Header = ({ onSearch, onShowKeys }: HeaderProps) => (
  <header className={bar}>
    <Link to="/" className={brand} aria-label={texts.app.name}>
      <Mark />
      <span className={style({ display: { default: 'none', md: 'inline' } })}>
        {texts.app.name}
      </span>
    </Link>
    <span className={style({ display: { default: 'none', md: 'inline' } })}>
      <Slash />
    </span>
    <TitleSlot />
    <button type="button" onClick={onSearch} aria-label={texts.palette.title} className={search}>
      <SearchIcon />
      <span className={searchText}>{texts.palette.placeholder}</span>
      <span className={style({ display: { default: 'none', lg: 'inline' } })}>
        <KeyHint keys="$mod+k" />
      </span>
    </button>
    <ActionsSlot />
    <HelpLink />
    <AppMenu onShowKeys={onShowKeys} />
  </header>
)

const HelpLink = () => (
  <Link to="/help" aria-label={texts.help.title} title={texts.help.title} className={helpLink}>
    <HelpIcon />
  </Link>
)

const helpLink = style({
  display: { default: 'none', sm: 'flex' },
  alignItems: 'center',
  justifyContent: 'center',
  size: 32,
  flexShrink: 0,
  borderRadius: 'default',
  color: 'neutral',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  '--iconPrimary': { type: 'fill', value: 'neutral' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const bar = style({
  display: 'flex',
  alignItems: 'center',
  columnGap: 8,
  paddingX: 16,
  height: 48,
  flexShrink: 0,
  minWidth: 0,
  backgroundColor: 'layer-2',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const brand = style({
  font: 'ui',
  fontWeight: 'bold',
  color: 'neutral',
  textDecoration: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flexShrink: 0,
})
const search = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  font: 'ui',
  color: 'neutral-subdued',
  backgroundColor: { default: 'layer-1', ':hover': 'gray-100' },
  '--iconPrimary': { type: 'fill', value: 'gray-600' },
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  borderRadius: 'default',
  height: 32,
  width: { default: 'auto', lg: 264 },
  paddingX: 8,
  flexShrink: 0,
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const searchText = style({
  display: { default: 'none', lg: 'inline' },
  flexGrow: 1,
  textAlign: 'start',
})
