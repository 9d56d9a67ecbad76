import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { NotFound, Shell } from './app/shell.tsx'
import { readSimulationSearch, readSpaceSearch } from './places/identity/search.ts'
import { readExploreState } from './places/explore/explore-state.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const data = createRoute({
  getParentRoute: () => root,
  path: '/',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./places/data/data-place.tsx'), 'DataPlace'),
})

const dataset = createRoute({
  getParentRoute: () => root,
  path: '/datasets/$id',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./places/data/dataset-place.tsx'), 'DatasetPlace'),
})

const identity = createRoute({
  getParentRoute: () => root,
  path: '/identity',
  staticData: { place: 'identity' },
  validateSearch: readSimulationSearch,
  component: lazyRouteComponent(
    () => import('./places/identity/identity-place.tsx'),
    'IdentityPlace',
  ),
})

const identitySpace = createRoute({
  getParentRoute: () => root,
  path: '/identity/$space',
  staticData: { place: 'identity' },
  validateSearch: readSpaceSearch,
  component: lazyRouteComponent(() => import('./places/identity/space-place.tsx'), 'SpacePlace'),
})

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  staticData: { place: 'sources' },
  component: lazyRouteComponent(() => import('./places/sources/sources-place.tsx'), 'SourcesPlace'),
})

const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id',
  staticData: { place: 'sources' },
  component: lazyRouteComponent(() => import('./places/sources/source-place.tsx'), 'SourcePlace'),
})

const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  staticData: { place: 'explore' },
  validateSearch: readExploreState,
  component: lazyRouteComponent(() => import('./places/explore/explore-place.tsx'), 'ExplorePlace'),
})

export const router = createRouter({
  routeTree: root.addChildren([data, dataset, sources, source, identity, identitySpace, explore]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The part of the navigation that a page belongs to. */
    readonly place?: 'data' | 'sources' | 'identity' | 'explore'
  }
  interface Register {
    router: typeof router
  }
}
