import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readListSearch } from '../audiences/search.ts'
import { readNewDestinationSearch } from './search.ts'

const destinations = createRoute({
  getParentRoute: () => root,
  path: '/destinations',
  staticData: { place: 'destinations' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./destinations-place.tsx'), 'DestinationsPlace'),
})

const destination = createRoute({
  getParentRoute: () => root,
  path: '/destinations/$id',
  staticData: { place: 'destinations' },
  component: lazyRouteComponent(() => import('./destination-place.tsx'), 'DestinationPlace'),
})

const newDestination = createRoute({
  getParentRoute: () => root,
  path: '/new-destination',
  staticData: { place: 'destinations' },
  validateSearch: readNewDestinationSearch,
  component: lazyRouteComponent(() => import('./new-destination-place.tsx'), 'NewDestinationPlace'),
})

export const destinationsRoutes = [destinations, destination, newDestination] as const
