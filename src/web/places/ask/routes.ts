import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readAskSearch } from './ask-search.ts'

const askFirst = createRoute({
  getParentRoute: () => root,
  path: '/ask',
  beforeLoad: () => {
    throw redirect({ to: '/ask/$question', params: { question: 'funnel' } })
  },
})

const ask = createRoute({
  getParentRoute: () => root,
  path: '/ask/$question',
  staticData: { place: 'ask', isWide: true },
  validateSearch: readAskSearch,
  component: lazyRouteComponent(() => import('./ask-place.tsx'), 'AskPlace'),
})

export const askRoutes = [askFirst, ask] as const
