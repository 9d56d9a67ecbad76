import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readNewAlertSearch } from './search.ts'
import { readListSearch } from '../audiences/search.ts'

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./alerts-place.tsx'), 'AlertsPlace'),
})

const alert = createRoute({
  getParentRoute: () => root,
  path: '/alerts/$id',
  staticData: { place: 'components' },
  component: lazyRouteComponent(() => import('./alert-place.tsx'), 'AlertPlace'),
})

const newAlert = createRoute({
  getParentRoute: () => root,
  path: '/new-alert',
  staticData: { place: 'components' },
  validateSearch: readNewAlertSearch,
  component: lazyRouteComponent(() => import('./new-alert-place.tsx'), 'NewAlertPlace'),
})

export const alertsRoutes = [alerts, alert, newAlert] as const
