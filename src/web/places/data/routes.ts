import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readDatasetSearch } from './search.ts'

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./data-place.tsx'), 'DataPlace'),
})

const dataset = createRoute({
  getParentRoute: () => root,
  path: '/datasets/$id',
  staticData: { place: 'data' },
  validateSearch: readDatasetSearch,
  component: lazyRouteComponent(() => import('./dataset-place.tsx'), 'DatasetPlace'),
})

export const dataRoutes = [data, dataset] as const
