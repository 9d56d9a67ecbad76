import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readNewFieldSearch } from './search.ts'

const derivedFields = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./derived-fields-place.tsx'), 'DerivedFieldsPlace'),
})

const newDerivedField = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields/new',
  staticData: { place: 'data' },
  validateSearch: readNewFieldSearch,
  component: lazyRouteComponent(
    () => import('./new-derived-field-place.tsx'),
    'NewDerivedFieldPlace',
  ),
})

const derivedField = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields/$fieldId',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./derived-field-place.tsx'), 'DerivedFieldPlace'),
})

export const derivedFieldsRoutes = [derivedFields, newDerivedField, derivedField] as const
