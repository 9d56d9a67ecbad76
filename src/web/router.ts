import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { findLastProject } from './api/project-list.ts'
import type { PlaceId } from './app/places.ts'
import { routes } from './places/routes.ts'
import { root } from './root-route.ts'

/** The project that was opened last. */
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
  routeTree: root.addChildren([...routes, explore]),
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
