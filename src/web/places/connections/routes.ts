import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readConnectionsSearch } from './search.ts'

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  staticData: { place: 'data' },
  validateSearch: readConnectionsSearch,
  component: lazyRouteComponent(() => import('./connections-place.tsx'), 'ConnectionsPlace'),
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connections/$id',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./connection-place.tsx'), 'ConnectionPlace'),
})

export const connectionsRoutes = [connections, connection] as const
