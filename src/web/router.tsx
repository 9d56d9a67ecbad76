import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { findLastProject } from './api/project-list.ts'
import type { PlaceId } from './app/places.ts'
import { NotFound, Shell } from './app/shell.tsx'
import { readComponentsSearch } from './places/components/search.ts'
import { readNewAlertSearch } from './places/alerts/search.ts'
import { readListSearch, readNewAudienceSearch } from './places/audiences/search.ts'
import { readDataViewSearch, readNewDataViewSearch } from './places/data-views/search.ts'
import { readAskSearch } from './places/ask/ask-search.ts'
import { readNewFieldSearch } from './places/derived-fields/search.ts'
import { readNewDestinationSearch } from './places/destinations/search.ts'
import { readHelpSearch } from './places/help/search.ts'
import { readConnectionsSearch } from './places/connections/search.ts'
import { readDatasetSearch } from './places/data/search.ts'
import { readSimulationSearch, readSpaceSearch } from './places/identity/search.ts'
import { readNewSharedSearch, readSharedSearch } from './places/shared-components/search.ts'
import { readNewScheduleSearch } from './places/schedules/search.ts'
import { readPoliciesSearch } from './places/policies/search.ts'
import { readCompareSearch, readPeopleSearch, readPersonSearch } from './places/people/search.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  staticData: { place: 'home' },
  component: lazyRouteComponent(() => import('./places/home/home-place.tsx'), 'HomePlace'),
})

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  staticData: { place: 'projects' },
  component: lazyRouteComponent(
    () => import('./places/project-list/project-list-place.tsx'),
    'ProjectListPlace',
  ),
})

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$id',
  staticData: { place: 'projects', isWide: true },
  component: lazyRouteComponent(
    () => import('./places/projects/project-place.tsx'),
    'ProjectPlace',
  ),
})

const askFirst = createRoute({
  getParentRoute: () => root,
  path: '/ask',
  beforeLoad: () => {
    throw redirect({ to: '/ask/$question', params: { question: 'funnel' } })
  },
})

const ask = createRoute({
  getParentRoute: () => root,
  path: '/ask/$question',
  staticData: { place: 'ask', isWide: true },
  validateSearch: readAskSearch,
  component: lazyRouteComponent(() => import('./places/ask/ask-place.tsx'), 'AskPlace'),
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./places/data/data-place.tsx'), 'DataPlace'),
})

const dataset = createRoute({
  getParentRoute: () => root,
  path: '/datasets/$id',
  staticData: { place: 'data' },
  validateSearch: readDatasetSearch,
  component: lazyRouteComponent(() => import('./places/data/dataset-place.tsx'), 'DatasetPlace'),
})

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  staticData: { place: 'data' },
  validateSearch: readConnectionsSearch,
  component: lazyRouteComponent(
    () => import('./places/connections/connections-place.tsx'),
    'ConnectionsPlace',
  ),
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connections/$id',
  staticData: { place: 'data' },
  component: lazyRouteComponent(
    () => import('./places/connections/connection-place.tsx'),
    'ConnectionPlace',
  ),
})

const derivedFields = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields',
  staticData: { place: 'data' },
  component: lazyRouteComponent(
    () => import('./places/derived-fields/derived-fields-place.tsx'),
    'DerivedFieldsPlace',
  ),
})

const newDerivedField = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields/new',
  staticData: { place: 'data' },
  validateSearch: readNewFieldSearch,
  component: lazyRouteComponent(
    () => import('./places/derived-fields/new-derived-field-place.tsx'),
    'NewDerivedFieldPlace',
  ),
})

const derivedField = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id/derived-fields/$fieldId',
  staticData: { place: 'data' },
  component: lazyRouteComponent(
    () => import('./places/derived-fields/derived-field-place.tsx'),
    'DerivedFieldPlace',
  ),
})

const dataView = createRoute({
  getParentRoute: () => root,
  path: '/data/data-views/$id',
  staticData: { place: 'data' },
  validateSearch: readDataViewSearch,
  component: lazyRouteComponent(
    () => import('./places/data-views/data-view-place.tsx'),
    'DataViewPlace',
  ),
})

const newDataView = createRoute({
  getParentRoute: () => root,
  path: '/new-data-view',
  staticData: { place: 'data' },
  validateSearch: readNewDataViewSearch,
  component: lazyRouteComponent(
    () => import('./places/data-views/new-data-view-place.tsx'),
    'NewDataViewPlace',
  ),
})

const identity = createRoute({
  getParentRoute: () => root,
  path: '/identity',
  staticData: { place: 'data' },
  validateSearch: readSimulationSearch,
  component: lazyRouteComponent(
    () => import('./places/identity/identity-place.tsx'),
    'IdentityPlace',
  ),
})

const identitySpace = createRoute({
  getParentRoute: () => root,
  path: '/identity/$space',
  staticData: { place: 'data' },
  validateSearch: readSpaceSearch,
  component: lazyRouteComponent(() => import('./places/identity/space-place.tsx'), 'SpacePlace'),
})

const identityRules = createRoute({
  getParentRoute: () => root,
  path: '/identity/$space/rules',
  staticData: { place: 'data' },
  component: lazyRouteComponent(
    () => import('./places/identity/rules/rules-place.tsx'),
    'RulesPlace',
  ),
})

const newIdentitySpace = createRoute({
  getParentRoute: () => root,
  path: '/new-identity-space',
  staticData: { place: 'data' },
  component: lazyRouteComponent(
    () => import('./places/identity/rules/new-space-place.tsx'),
    'NewSpacePlace',
  ),
})

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./places/sources/sources-place.tsx'), 'SourcesPlace'),
})

const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id',
  staticData: { place: 'data' },
  component: lazyRouteComponent(() => import('./places/sources/source-place.tsx'), 'SourcePlace'),
})

const components = createRoute({
  getParentRoute: () => root,
  path: '/components',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/components-place.tsx'),
    'ComponentsPlace',
  ),
})

const newSegment = createRoute({
  getParentRoute: () => root,
  path: '/components/segment',
  staticData: { place: 'components', isWide: true },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/builder/new-segment-place.tsx'),
    'NewSegmentPlace',
  ),
})

const segment = createRoute({
  getParentRoute: () => root,
  path: '/components/segment/$id',
  staticData: { place: 'components', isWide: true },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/builder/segment-place.tsx'),
    'SegmentPlace',
  ),
})

const newMetric = createRoute({
  getParentRoute: () => root,
  path: '/components/metric',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/metric/new-metric-place.tsx'),
    'NewMetricPlace',
  ),
})

const metric = createRoute({
  getParentRoute: () => root,
  path: '/components/metric/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/metric/metric-place.tsx'),
    'MetricPlace',
  ),
})

const newRange = createRoute({
  getParentRoute: () => root,
  path: '/components/date-range',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/range/new-range-place.tsx'),
    'NewRangePlace',
  ),
})

const range = createRoute({
  getParentRoute: () => root,
  path: '/components/date-range/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/range/range-place.tsx'),
    'RangePlace',
  ),
})

const newAnnotation = createRoute({
  getParentRoute: () => root,
  path: '/components/annotation',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/annotation/new-annotation-place.tsx'),
    'NewAnnotationPlace',
  ),
})

const annotation = createRoute({
  getParentRoute: () => root,
  path: '/components/annotation/$id',
  staticData: { place: 'components' },
  validateSearch: readComponentsSearch,
  component: lazyRouteComponent(
    () => import('./places/components/annotation/annotation-place.tsx'),
    'AnnotationPlace',
  ),
})

const sharedComponents = createRoute({
  getParentRoute: () => root,
  path: '/components/shared',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./places/shared-components/shared-components-place.tsx'),
    'SharedComponentsPlace',
  ),
})

const sharedComponent = createRoute({
  getParentRoute: () => root,
  path: '/components/shared/$id',
  staticData: { place: 'components' },
  validateSearch: readSharedSearch,
  component: lazyRouteComponent(
    () => import('./places/shared-components/shared-component-place.tsx'),
    'SharedComponentPlace',
  ),
})

const newSharedComponent = createRoute({
  getParentRoute: () => root,
  path: '/new-shared-component',
  staticData: { place: 'components' },
  validateSearch: readNewSharedSearch,
  component: lazyRouteComponent(
    () => import('./places/shared-components/new-shared-component-place.tsx'),
    'NewSharedComponentPlace',
  ),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./places/alerts/alerts-place.tsx'), 'AlertsPlace'),
})

const alert = createRoute({
  getParentRoute: () => root,
  path: '/alerts/$id',
  staticData: { place: 'components' },
  component: lazyRouteComponent(() => import('./places/alerts/alert-place.tsx'), 'AlertPlace'),
})

const newAlert = createRoute({
  getParentRoute: () => root,
  path: '/new-alert',
  staticData: { place: 'components' },
  validateSearch: readNewAlertSearch,
  component: lazyRouteComponent(
    () => import('./places/alerts/new-alert-place.tsx'),
    'NewAlertPlace',
  ),
})

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./places/schedules/schedules-place.tsx'),
    'SchedulesPlace',
  ),
})

const schedule = createRoute({
  getParentRoute: () => root,
  path: '/schedules/$id',
  staticData: { place: 'components' },
  component: lazyRouteComponent(
    () => import('./places/schedules/schedule-place.tsx'),
    'SchedulePlace',
  ),
})

const newSchedule = createRoute({
  getParentRoute: () => root,
  path: '/new-schedule',
  staticData: { place: 'components' },
  validateSearch: readNewScheduleSearch,
  component: lazyRouteComponent(
    () => import('./places/schedules/new-schedule-place.tsx'),
    'NewSchedulePlace',
  ),
})

const audiences = createRoute({
  getParentRoute: () => root,
  path: '/audiences',
  staticData: { place: 'audiences' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./places/audiences/audiences-place.tsx'),
    'AudiencesPlace',
  ),
})

const audience = createRoute({
  getParentRoute: () => root,
  path: '/audiences/$id',
  staticData: { place: 'audiences' },
  component: lazyRouteComponent(
    () => import('./places/audiences/audience-place.tsx'),
    'AudiencePlace',
  ),
})

const newAudience = createRoute({
  getParentRoute: () => root,
  path: '/new-audience',
  staticData: { place: 'audiences' },
  validateSearch: readNewAudienceSearch,
  component: lazyRouteComponent(
    () => import('./places/audiences/new-audience-place.tsx'),
    'NewAudiencePlace',
  ),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  staticData: { place: 'people' },
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./places/people/people-place.tsx'), 'PeoplePlace'),
})

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$dataView/$person',
  staticData: { place: 'people', isWide: true },
  validateSearch: readPersonSearch,
  component: lazyRouteComponent(() => import('./places/people/person-place.tsx'), 'PersonPlace'),
})

const comparePeople = createRoute({
  getParentRoute: () => root,
  path: '/people/$dataView/$person/compare',
  staticData: { place: 'people', isWide: true },
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(
    () => import('./places/people/compare/compare-place.tsx'),
    'ComparePlace',
  ),
})

const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  staticData: { place: 'administration' },
  component: lazyRouteComponent(
    () => import('./places/administration/administration-place.tsx'),
    'AdministrationPlace',
  ),
})

const destinations = createRoute({
  getParentRoute: () => root,
  path: '/destinations',
  staticData: { place: 'destinations' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./places/destinations/destinations-place.tsx'),
    'DestinationsPlace',
  ),
})

const destination = createRoute({
  getParentRoute: () => root,
  path: '/destinations/$id',
  staticData: { place: 'destinations' },
  component: lazyRouteComponent(
    () => import('./places/destinations/destination-place.tsx'),
    'DestinationPlace',
  ),
})

const newDestination = createRoute({
  getParentRoute: () => root,
  path: '/new-destination',
  staticData: { place: 'destinations' },
  validateSearch: readNewDestinationSearch,
  component: lazyRouteComponent(
    () => import('./places/destinations/new-destination-place.tsx'),
    'NewDestinationPlace',
  ),
})

const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  staticData: { place: 'destinations' },
  validateSearch: readPoliciesSearch,
  component: lazyRouteComponent(
    () => import('./places/policies/policies-place.tsx'),
    'PoliciesPlace',
  ),
})

const helpFirst = createRoute({
  getParentRoute: () => root,
  path: '/help',
  beforeLoad: () => {
    throw redirect({ to: '/help/$page', params: { page: 'exactness' } })
  },
})

const help = createRoute({
  getParentRoute: () => root,
  path: '/help/$page',
  validateSearch: readHelpSearch,
  component: lazyRouteComponent(() => import('./places/help/help-place.tsx'), 'HelpPlace'),
})

const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  staticData: { isWide: true, isPublic: true },
  component: lazyRouteComponent(() => import('./places/projects/shared-place.tsx'), 'SharedPlace'),
})

/** Where people looked at data before there were projects. */
const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  beforeLoad: async () => {
    const id = await findLastProject()
    throw id === undefined
      ? redirect({ to: '/' })
      : redirect({ to: '/projects/$id', params: { id } })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    projects,
    project,
    askFirst,
    ask,
    data,
    dataset,
    connections,
    connection,
    derivedFields,
    newDerivedField,
    derivedField,
    dataView,
    newDataView,
    sources,
    source,
    identity,
    identitySpace,
    identityRules,
    newIdentitySpace,
    components,
    newSegment,
    segment,
    newMetric,
    metric,
    newRange,
    range,
    newAnnotation,
    annotation,
    sharedComponents,
    sharedComponent,
    newSharedComponent,
    alerts,
    alert,
    newAlert,
    schedules,
    schedule,
    newSchedule,
    audiences,
    audience,
    newAudience,
    people,
    person,
    comparePeople,
    administration,
    destinations,
    destination,
    newDestination,
    policies,
    helpFirst,
    help,
    shared,
    explore,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The part of the navigation that a page belongs to. */
    readonly place?: PlaceId
    /** Whether it fills the page by itself, without a margin. */
    readonly isWide?: boolean
    /** Whether it is shown to whoever has its address. */
    readonly isPublic?: boolean
  }
  interface Register {
    router: typeof router
  }
}
