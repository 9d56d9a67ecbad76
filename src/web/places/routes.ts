import { administrationRoutes } from './administration/routes.ts'
import { alertsRoutes } from './alerts/routes.ts'
import { askRoutes } from './ask/routes.ts'
import { audiencesRoutes } from './audiences/routes.ts'
import { componentsRoutes } from './components/routes.ts'
import { connectionsRoutes } from './connections/routes.ts'
import { dataRoutes } from './data/routes.ts'
import { dataViewsRoutes } from './data-views/routes.ts'
import { derivedFieldsRoutes } from './derived-fields/routes.ts'
import { destinationsRoutes } from './destinations/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { identityRoutes } from './identity/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { policiesRoutes } from './policies/routes.ts'
import { projectListRoutes } from './project-list/routes.ts'
import { projectsRoutes } from './projects/routes.ts'
import { schedulesRoutes } from './schedules/routes.ts'
import { sharedComponentsRoutes } from './shared-components/routes.ts'
import { sourcesRoutes } from './sources/routes.ts'

/** The pages of all places. */
export const routes = [
  ...homeRoutes,
  ...projectListRoutes,
  ...projectsRoutes,
  ...askRoutes,
  ...dataRoutes,
  ...connectionsRoutes,
  ...derivedFieldsRoutes,
  ...dataViewsRoutes,
  ...identityRoutes,
  ...sourcesRoutes,
  ...componentsRoutes,
  ...sharedComponentsRoutes,
  ...alertsRoutes,
  ...schedulesRoutes,
  ...audiencesRoutes,
  ...peopleRoutes,
  ...administrationRoutes,
  ...destinationsRoutes,
  ...policiesRoutes,
  ...helpRoutes,
] as const
