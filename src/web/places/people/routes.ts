import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readCompareSearch, readPeopleSearch, readPersonSearch } from './search.ts'

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  staticData: { place: 'people' },
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./people-place.tsx'), 'PeoplePlace'),
})

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$dataView/$person',
  staticData: { place: 'people', isWide: true },
  validateSearch: readPersonSearch,
  component: lazyRouteComponent(() => import('./person-place.tsx'), 'PersonPlace'),
})

const comparePeople = createRoute({
  getParentRoute: () => root,
  path: '/people/$dataView/$person/compare',
  staticData: { place: 'people', isWide: true },
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import('./compare/compare-place.tsx'), 'ComparePlace'),
})

export const peopleRoutes = [people, person, comparePeople] as const
