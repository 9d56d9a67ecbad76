import type { PlanRunner } from '../../engine/index.ts'
import type { JourneyData } from '../../model/journey.ts'

/** One journey table as queries ask it; a host makes it. */
export interface JourneySource extends JourneyData, PlanRunner {}
