import { createRootRoute } from '@tanstack/react-router'
import { NotFound, Shell } from './app/shell.tsx'

/** What stands around every page. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })
