import type { PeopleBehind } from '../../explain/people-behind.ts'
import { peopleBehindFreeform } from '../freeform/people-behind.ts'
import { buildTableRequest } from './compile.ts'
import type { QuickInsightsRequest } from './request.ts'

/** Who is behind a cell of the table. */
export const peopleBehindQuickInsights: PeopleBehind<QuickInsightsRequest> = (c, request, place) =>
  peopleBehindFreeform(c, buildTableRequest(c, request), place)
