import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./sources-place.tsx'), 'SourcesPlace'),
})

const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./source-place.tsx'), 'SourcePlace'),
})

export const sourcesRoutes = [sources, source] as const
