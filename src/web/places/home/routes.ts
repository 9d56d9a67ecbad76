import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  staticData: { place: 'home' },
  component: lazyRouteComponent(() => import('./home-place.tsx'), 'HomePlace'),
})

export const homeRoutes = [home] as const
