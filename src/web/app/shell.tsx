import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Picker, PickerItem } from '@react-spectrum/s2/Picker'
import { Provider } from '@react-spectrum/s2/Provider'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionQuery, signOut } from '../api/index.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from '../texts.ts'
import { type ColorScheme, colorSchemes, useColorScheme } from './color-scheme.ts'
import { SignIn } from './sign-in.tsx'

/** What surrounds every place: the skip link, the header and the colours. */
export function Shell() {
  const [scheme, setScheme] = useColorScheme()
  const place = usePlace()
  const { data: session, isPending } = useQuery(sessionQuery)
  const content = session?.isSignedIn === false ? <SignIn /> : <Outlet />
  return (
    <Provider
      background="layer-1"
      {...(scheme === 'system' ? {} : { colorScheme: scheme })}
      styles={page}
    >
      <a href="#main" className={skipLink}>
        {texts.app.skip}
      </a>
      <header className={header}>
        <Link to="/" className={brand}>
          <Mark />
          {texts.app.name}
        </Link>
        <nav aria-label={texts.app.navigation} className={nav}>
          <Link to="/" {...navLinkProps(place === 'data')}>
            {texts.data.title}
          </Link>
          <Link to="/sources" {...navLinkProps(place === 'sources')}>
            {texts.sources.title}
          </Link>
          <Link to="/identity" {...navLinkProps(place === 'identity')}>
            {texts.identity.title}
          </Link>
          <Link to="/explore" {...navLinkProps(place === 'explore')}>
            {texts.explore.title}
          </Link>
        </nav>
        <SchemePicker scheme={scheme} onChange={setScheme} />
        {session?.needsToken && session.isSignedIn && <SignOut />}
      </header>
      <main id="main" tabIndex={-1} className={main}>
        {!isPending && content}
      </main>
    </Provider>
  )
}

/** The part of the navigation that is shown; none where an address only begins like a page's. */
function usePlace() {
  const { pathname } = useLocation()
  return useMatches({
    select: (matches) => matches.findLast((match) => match.pathname === pathname)?.staticData.place,
  })
}

function SignOut() {
  const client = useQueryClient()
  const leave = async () => {
    await signOut()
    await client.resetQueries()
  }
  return (
    <ActionButton size="S" isQuiet onPress={() => void leave()}>
      {texts.signIn.signOut}
    </ActionButton>
  )
}

interface SchemePickerProps {
  readonly scheme: ColorScheme
  readonly onChange: (scheme: ColorScheme) => void
}

function SchemePicker({ scheme, onChange }: SchemePickerProps) {
  return (
    <Picker
      aria-label={texts.app.appearance}
      size="S"
      isQuiet
      value={scheme}
      onChange={(key) => onChange(key as ColorScheme)}
    >
      {colorSchemes.map((name) => (
        <PickerItem key={name} id={name}>
          {texts.app.schemes[name]}
        </PickerItem>
      ))}
    </Picker>
  )
}

/** A line through three touchpoints. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" className={mark}>
      <path d="M2 16 C 7 16, 6 6, 11 6 S 15 12, 20 5" fill="none" strokeWidth="2" />
      <circle cx="2.5" cy="16" r="2.2" />
      <circle cx="11" cy="6" r="2.2" />
      <circle cx="19.5" cy="5.5" r="2.2" />
    </svg>
  )
}

/** Shown where the address leads nowhere. */
export function NotFound() {
  return (
    <EmptyState title={texts.app.notFound}>
      <Link to="/" className={style({ color: 'neutral' })}>
        {texts.app.toStart}
      </Link>
    </EmptyState>
  )
}

const page = style({ minHeight: 'screen', display: 'flex', flexDirection: 'column' })
const skipLink = style({
  position: 'absolute',
  top: 8,
  translateY: { default: -64, ':focus': 0 },
  insetStart: 8,
  padding: 8,
  font: 'ui',
  backgroundColor: 'layer-2',
  color: 'neutral',
  borderRadius: 'default',
  zIndex: 1,
})
const header = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 24,
  paddingX: 24,
  paddingY: 4,
  minHeight: 48,
  flexShrink: 0,
  backgroundColor: 'layer-2',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const brand = style({
  font: 'title',
  color: 'neutral',
  textDecoration: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
})
const mark = style({ stroke: 'blue-900', fill: 'blue-900' })
const nav = style({ display: 'flex', flexWrap: 'wrap', gap: 4, flexGrow: 1, minWidth: 0 })
const navLink = style({
  font: 'ui',
  fontWeight: { default: 'normal', isActive: 'bold' },
  color: { default: 'neutral-subdued', isActive: 'neutral' },
  backgroundColor: { default: 'transparent', isActive: 'gray-100', ':hover': 'gray-100' },
  textDecoration: 'none',
  paddingX: 12,
  paddingY: 8,
  borderRadius: 'default',
})
/** Pages below a place, such as a dataset, are part of it. */
const navLinkProps = (isActive: boolean) => ({
  className: navLink({ isActive }),
  ...(isActive ? { 'aria-current': 'page' as const } : {}),
  // Else a link marks itself at every address that begins with its own.
  activeOptions: { exact: true },
})
const main = style({
  flexGrow: 1,
  padding: { default: 16, md: 24 },
  outlineStyle: 'none',
  minWidth: 0,
})
