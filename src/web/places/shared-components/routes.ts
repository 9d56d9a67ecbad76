import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readListSearch } from '../audiences/search.ts'
import { readNewSharedSearch, readSharedSearch } from './search.ts'

const sharedComponents = createRoute({
  getParentRoute: () => root,
  path: '/components/shared',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./shared-components-place.tsx'),
    'SharedComponentsPlace',
  ),
})

const sharedComponent = createRoute({
  getParentRoute: () => root,
  path: '/components/shared/$id',
  staticData: { place: 'components' },
  validateSearch: readSharedSearch,
  component: lazyRouteComponent(
    () => import('./shared-component-place.tsx'),
    'SharedComponentPlace',
  ),
})

const newSharedComponent = createRoute({
  getParentRoute: () => root,
  path: '/new-shared-component',
  staticData: { place: 'components' },
  validateSearch: readNewSharedSearch,
  component: lazyRouteComponent(
    () => import('./new-shared-component-place.tsx'),
    'NewSharedComponentPlace',
  ),
})

export const sharedComponentsRoutes = [
  sharedComponents,
  sharedComponent,
  newSharedComponent,
] as const
