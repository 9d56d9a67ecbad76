import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readDataViewSearch, readNewDataViewSearch } from './search.ts'

const dataView = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id',
  staticData: { place: 'data' },
  validateSearch: readDataViewSearch,
  component: lazyRouteComponent(() => import('./data-view-place.tsx'), 'DataViewPlace'),
})

const newDataView = createRoute({
  getParentRoute: () => root,
  path: '/new-data-view',
  staticData: { place: 'data' },
  validateSearch: readNewDataViewSearch,
  component: lazyRouteComponent(() => import('./new-data-view-place.tsx'), 'NewDataViewPlace'),
})

export const dataViewsRoutes = [dataView, newDataView] as const
