import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'
import { readListSearch } from '../audiences/search.ts'
import { readNewScheduleSearch } from './search.ts'

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  staticData: { place: 'components' },
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./schedules-place.tsx'), 'SchedulesPlace'),
})

const schedule = createRoute({
  getParentRoute: () => root,
  path: '/schedules/$id',
  staticData: { place: 'components' },
  component: lazyRouteComponent(() => import('./schedule-place.tsx'), 'SchedulePlace'),
})

const newSchedule = createRoute({
  getParentRoute: () => root,
  path: '/new-schedule',
  staticData: { place: 'components' },
  validateSearch: readNewScheduleSearch,
  component: lazyRouteComponent(() => import('./new-schedule-place.tsx'), 'NewSchedulePlace'),
})

export const schedulesRoutes = [schedules, schedule, newSchedule] as const
