import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  staticData: { place: 'projects' },
  component: lazyRouteComponent(() => import('./project-list-place.tsx'), 'ProjectListPlace'),
})

export const projectListRoutes = [projects] as const
