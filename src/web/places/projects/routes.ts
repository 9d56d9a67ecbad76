import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../../root-route.ts'

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$id',
  staticData: { place: 'projects', isWide: true },
  component: lazyRouteComponent(() => import('./project-place.tsx'), 'ProjectPlace'),
})

const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  staticData: { isWide: true, isPublic: true },
  component: lazyRouteComponent(() => import('./shared-place.tsx'), 'SharedPlace'),
})

export const projectsRoutes = [project, shared] as const
