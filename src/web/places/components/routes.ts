import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readComponentsSearch } from './search.ts'

const components = createRoute({
  getParentRoute: () => root,
  path: '/components',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./components-place.tsx'), 'ComponentsPlace'),
})

const newSegment = createRoute({
  getParentRoute: () => root,
  path: '/components/segment',
  staticData: { place: 'components', isWide: true },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./builder/new-segment-place.tsx'), 'NewSegmentPlace'),
})

const segment = createRoute({
  getParentRoute: () => root,
  path: '/components/segment/$id',
  staticData: { place: 'components', isWide: true },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./builder/segment-place.tsx'), 'SegmentPlace'),
})

const newMetric = createRoute({
  getParentRoute: () => root,
  path: '/components/metric',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./metric/new-metric-place.tsx'), 'NewMetricPlace'),
})

const metric = createRoute({
  getParentRoute: () => root,
  path: '/components/metric/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./metric/metric-place.tsx'), 'MetricPlace'),
})

const newRange = createRoute({
  getParentRoute: () => root,
  path: '/components/date-range',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./range/new-range-place.tsx'), 'NewRangePlace'),
})

const range = createRoute({
  getParentRoute: () => root,
  path: '/components/date-range/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(() => import('./range/range-place.tsx'), 'RangePlace'),
})

const newAnnotation = createRoute({
  getParentRoute: () => root,
  path: '/components/annotation',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./annotation/new-annotation-place.tsx'),
    'NewAnnotationPlace',
  ),
})

const annotation = createRoute({
  getParentRoute: () => root,
  path: '/components/annotation/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./annotation/annotation-place.tsx'),
    'AnnotationPlace',
  ),
})

export const componentsRoutes = [
  components,
  newSegment,
  segment,
  newMetric,
  metric,
  newRange,
  range,
  newAnnotation,
  annotation,
] as const
