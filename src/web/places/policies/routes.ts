import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readPoliciesSearch } from './search.ts'

const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  staticData: { place: 'destinations' },
  validateSearch: readPoliciesSearch,
  component: lazyRouteComponent(() => import('./policies-place.tsx'), 'PoliciesPlace'),
})

export const policiesRoutes = [policies] as const
