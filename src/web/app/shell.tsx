import { Provider } from '@react-spectrum/s2/Provider'
import { ToastContainer } from '@react-spectrum/s2/Toast'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { sessionQuery } from '../api/index.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { texts } from '../texts/index.ts'
import { colorScheme } from './color-scheme.ts'
import type { Command } from './commands/command.ts'
import { useCommands } from './commands/command-registry.ts'
import { useDensity } from './density.ts'
import './fonts.css'
import { Header } from './header.tsx'
import { useKeys } from './keys/use-keys.ts'
import { Navigation } from './navigation.tsx'
import { PlaceHeader } from './place-header.tsx'
import { usePlaceCommands } from './palette/place-commands.ts'
import { useOpener } from './palette/use-opener.ts'
import { SignIn } from './sign-in.tsx'
import { useTemplateStarter } from './use-template-starter.tsx'

const CommandPalette = lazy(async () => ({
  default: (await import('./palette/command-palette.tsx')).CommandPalette,
}))
const KeysDialog = lazy(async () => ({
  default: (await import('./keys/keys-dialog.tsx')).KeysDialog,
}))

/** What surrounds every place: the header, the navigation, the palette, the colours. */
export function Shell() {
  const [scheme] = colorScheme.use()
  useDensity()
  const { place, isWide, isPublic } = usePlace()
  const { data: session, isPending } = useQuery(sessionQuery)
  const isSignedOut = session?.isSignedIn === false && !isPublic
  return (
    <Provider
      background="layer-1"
      {...(scheme === 'system' ? {} : { colorScheme: scheme })}
      styles={page}
    >
      <a href="#main" className={skipLink}>
        {texts.app.skip}
      </a>
      <Overlays />
      <div className={body}>
        {!isSignedOut && !isPublic && <Navigation current={place} />}
        <main id="main" tabIndex={-1} className={main({ isWide: isWide && !isSignedOut })}>
          {(!isPending || isPublic) && (isSignedOut ? <SignIn /> : <Outlet />)}
        </main>
      </div>
      <ToastContainer />
    </Provider>
  )
}

/** The header, with what it opens over the page. */
function Overlays() {
  const palette = useOpener()
  const keys = useOpener()
  usePlaceCommands()
  const starter = useTemplateStarter()
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'palette',
          name: texts.palette.title,
          group: texts.palette.app,
          keys: '$mod+k',
          run: palette.open,
        },
        {
          id: 'keys',
          name: texts.keys.show,
          group: texts.palette.app,
          keys: '?',
          otherKeys: ['Shift+?'],
          run: keys.open,
        },
      ],
      [palette.open, keys.open],
    ),
  )
  useKeys()
  return (
    <>
      <Header onSearch={palette.open} onShowKeys={keys.open} />
      {starter}
      <Suspense>
        {palette.isOpen && <CommandPalette isOpen onOpenChange={palette.setIsOpen} />}
        {keys.isOpen && <KeysDialog isOpen onOpenChange={keys.setIsOpen} />}
      </Suspense>
    </>
  )
}

/** The place that is shown; none where an address only begins like a page's. */
function usePlace() {
  const { pathname } = useLocation()
  const data = useMatches({
    select: (matches) => matches.findLast((match) => match.pathname === pathname)?.staticData,
  })
  return {
    place: data?.place,
    isWide: data?.isWide === true,
    isPublic: data?.isPublic === true,
  }
}

/** Shown where the address leads nowhere. */
export function NotFound() {
  return (
    <>
      <PlaceHeader title={texts.app.notFoundTitle} />
      <EmptyState title={texts.app.notFound}>
        <Link to="/" className={style({ color: 'neutral' })}>
          {texts.app.toStart}
        </Link>
      </EmptyState>
    </>
  )
}

/** What lies over the page comes after it: it is not to be under anything of the page. */
const page = style({
  isolation: 'isolate',
  height: 'screen',
  display: 'flex',
  flexDirection: 'column',
  overflow: 'hidden',
})
const body = style({
  display: 'flex',
  flexDirection: { default: 'column-reverse', sm: 'row' },
  flexGrow: 1,
  minHeight: 0,
})
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
  zIndex: 3,
})
const main = style({
  flexGrow: 1,
  minWidth: 0,
  minHeight: 0,
  boxSizing: 'border-box',
  padding: { default: 16, md: 24, isWide: 0 },
  outlineStyle: 'none',
  overflowY: { default: 'auto', isWide: 'hidden' },
})
