import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'

const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  staticData: { place: 'administration' },
  component: lazyRouteComponent(() => import('./administration-place.tsx'), 'AdministrationPlace'),
})

export const administrationRoutes = [administration] as const
