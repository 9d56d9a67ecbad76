import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readHelpSearch } from './search.ts'

const helpFirst = createRoute({
  getParentRoute: () => root,
  path: '/help',
  beforeLoad: () => {
    throw redirect({ to: '/help/$page', params: { page: 'exactness' } })
  },
})

const help = createRoute({
  getParentRoute: () => root,
  path: '/help/$page',
  validateSearch: readHelpSearch,
  component: lazyRouteComponent(() => import('./help-place.tsx'), 'HelpPlace'),
})

export const helpRoutes = [helpFirst, help] as const
