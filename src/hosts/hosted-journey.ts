import type { PlanRunner } from '../engine/index.ts'
import type { JourneyData } from '../model/journey.ts'

/** One journey table that a host runs plans over: what queries take as their source. */
export interface HostedJourney extends JourneyData, PlanRunner {}
