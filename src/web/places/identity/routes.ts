import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readSimulationSearch, readSpaceSearch } from './search.ts'

const identity = createRoute({
  getParentRoute: () => root,
  path: '/identity',
  staticData: { place: 'data' },
  validateSearch: readSimulationSearch,
  component: lazyRouteComponent(() => import('./identity-place.tsx'), 'IdentityPlace'),
})

const identitySpace = createRoute({
  getParentRoute: () => root,
  path: '/identity/$space',
  staticData: { place: 'data' },
  validateSearch: readSpaceSearch,
  component: lazyRouteComponent(() => import('./space-place.tsx'), 'SpacePlace'),
})

const identityRules = createRoute({
  getParentRoute: () => root,
  path: '/identity/$space/rules',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./rules/rules-place.tsx'), 'RulesPlace'),
})

const newIdentitySpace = createRoute({
  getParentRoute: () => root,
  path: '/new-identity-space',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./rules/new-space-place.tsx'), 'NewSpacePlace'),
})

export const identityRoutes = [identity, identitySpace, identityRules, newIdentitySpace] as const
