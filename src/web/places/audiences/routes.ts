import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readListSearch, readNewAudienceSearch } from './search.ts'

const audiences = createRoute({
  getParentRoute: () => root,
  path: '/audiences',
  staticData: { place: 'audiences' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./audiences-place.tsx'), 'AudiencesPlace'),
})

const audience = createRoute({
  getParentRoute: () => root,
  path: '/audiences/$id',
  staticData: { place: 'audiences' },
  component: lazyRouteComponent(() => import('./audience-place.tsx'), 'AudiencePlace'),
})

const newAudience = createRoute({
  getParentRoute: () => root,
  path: '/new-audience',
  staticData: { place: 'audiences' },
  validateSearch: readNewAudienceSearch,
  component: lazyRouteComponent(() => import('./new-audience-place.tsx'), 'NewAudiencePlace'),
})

export const audiencesRoutes = [audiences, audience, newAudience] as const
