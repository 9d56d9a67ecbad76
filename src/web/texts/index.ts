import { download } from './download.ts'
import { projectList } from './project-list.ts'
import { palette } from './palette.ts'
import { keys } from './keys.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { templates } from './templates.ts'
import { ask } from './ask.ts'
import { act } from './act.ts'
import { drag } from './drag.ts'
import { rail } from './rail.ts'
import { administration } from './administration.ts'
import { alerts } from './alerts.ts'
import { analyses } from './analyses.ts'
import { annotation } from './annotation.ts'
import { app } from './app.ts'
import { audiences } from './audiences.ts'
import { destinations } from './destinations.ts'
import { definition } from './definition.ts'
import { derivedFields } from './derived-fields.ts'
import { cells } from './cells.ts'
import { charts } from './charts.ts'
import { cohort } from './cohort.ts'
import { components } from './components.ts'
import { connection } from './connection.ts'
import { connections } from './connections.ts'
import { containers } from './containers.ts'
import { data } from './data.ts'
import { dataViewPage } from './data-view-page.ts'
import { dataViewSettings } from './data-view-settings.ts'
import { dataset } from './dataset.ts'
import { dates } from './dates.ts'
import { canvas } from './canvas.ts'
import { folders } from './folders.ts'
import { sharedComponents } from './shared-components.ts'
import { fallout } from './fallout.ts'
import { flow } from './flow.ts'
import { freeform } from './freeform.ts'
import { identity } from './identity.ts'
import { identityRules } from './identity-rules.ts'
import { importing } from './importing.ts'
import { join } from './join.ts'
import { keyMetric } from './key-metric.ts'
import { map } from './map.ts'
import { pages } from './pages.ts'
import { panel } from './panel.ts'
import { print } from './print.ts'
import { paths } from './paths.ts'
import { people } from './people.ts'
import { presets } from './presets.ts'
import { policies } from './policies.ts'
import { problem } from './problem.ts'
import { project } from './project.ts'
import { range } from './range.ts'
import { report } from './report.ts'
import { notices } from './notices.ts'
import { saved } from './saved.ts'
import { schedules } from './schedules.ts'
import { sharing } from './sharing.ts'
import { signIn } from './sign-in.ts'
import { simulation } from './simulation.ts'
import { sources } from './sources.ts'
import { stitching } from './stitching.ts'
import { versions } from './versions.ts'
import { kinds } from './kinds.ts'
import { trends } from './trends.ts'
import { mend } from './mend.ts'
import { metric } from './metric.ts'
import { builder } from './builder.ts'
import { categories } from './categories.ts'
import { summary } from './summary.ts'
import { histogram } from './histogram.ts'
import { writing } from './writing.ts'
import { venn } from './venn.ts'
import { whatIf } from './what-if.ts'

/** Every text of the workspace, a file for each place and visualization. */
export const texts = {
  download,
  act,
  ask,
  templates,
  annotation,
  drag,
  rail,
  projectList,
  palette,
  keys,
  help,
  home,
  administration,
  analyses,
  app,
  signIn,
  problem,
  range,
  report,
  pages,
  components,
  connection,
  connections,
  containers,
  sources,
  alerts,
  audiences,
  notices,
  schedules,
  destinations,
  policies,
  definition,
  folders,
  sharedComponents,
  derivedFields,
  data,
  stitching,
  identity,
  identityRules,
  simulation,
  import: importing,
  join,
  dataset,
  dataViewPage,
  dataViewSettings,
  dates,
  project,
  panel,
  builder,
  mend,
  metric,
  saved,
  sharing,
  versions,
  freeform,
  canvas,
  fallout,
  flow,
  map,
  cells,
  charts,
  cohort,
  keyMetric,
  paths,
  people,
  print,
  presets,
  kinds,
  trends,
  categories,
  summary,
  histogram,
  venn,
  whatIf,
  writing,
}
