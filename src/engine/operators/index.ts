import { bind } from './bind.ts'
import { anyBit, reachNodes, takeArrows } from './canvas.ts'
import { bits, map, mapNumber, maskedCodes, test } from './codes.ts'
import { column } from './column.ts'
import {
  allIn,
  anyIn,
  countIn,
  depthIn,
  distinctIn,
  edgeIn,
  persons,
  sessions,
  sumIn,
} from './containers.ts'
import { cutBy } from './cut-by.ts'
import { cutRuns } from './cut-runs.ts'
import { deduplicateElements, deduplicateEvents } from './deduplicate.ts'
import { combine, packCodes } from './derived-combine.ts'
import { dateDifference } from './derived-dates.ts'
import { deduplicateValues } from './derived-deduplicate.ts'
import { filterNumbers } from './derived-filter.ts'
import { codeNumbers, derivedMath, truncate } from './derived-math.ts'
import { neighbour } from './derived-neighbour.ts'
import { selectCodes, selectNumbers } from './derived-select.ts'
import { splitList } from './derived-split.ts'
import { derivedSummarize, distinctValues } from './derived-summarize.ts'
import { eachEvent } from './each-event.ts'
import { elementTest, selectedElements } from './element-test.ts'
import { eventNumber } from './event-number.ts'
import { eventTime } from './event-time.ts'
import { holdingElements } from './holding-elements.ts'
import { listOnes } from './list-ones.ts'
import { localDays } from './local-days.ts'
import { lookupList } from './lookup-list.ts'
import { andMasks, nothing, notMask, orMasks } from './masks.ts'
import { instantBucket, numberCodes } from './number-codes.ts'
import { compare, has, listCount, listSum, maskedNumbers } from './numbers.ts'
import { oneEvent } from './one-event.ts'
import { persist } from './persist.ts'
import { personCode } from './person-code.ts'
import { personIntervals } from './person-intervals.ts'
import { piecesAround } from './pieces-around.ts'
import { sequence } from './sequence.ts'
import { changesIn } from './sequence-changes.ts'
import { countUp } from './sequence-position.ts'
import { matchSteps } from './sequence-steps.ts'
import { sessionType } from './session-type.ts'
import { shiftTime } from './shift-time.ts'
import { timeSpent } from './time-spent.ts'
import { timeBucket, timeIn } from './times.ts'

/** Every operator a plan may hold, by its name. */
export const operators = {
  column,
  nothing,
  and: andMasks,
  or: orMasks,
  not: notMask,
  map,
  'map-number': mapNumber,
  test,
  'masked-codes': maskedCodes,
  bits,
  compare,
  has,
  'list-sum': listSum,
  'list-count': listCount,
  'list-ones': listOnes,
  'lookup-list': lookupList,
  'masked-numbers': maskedNumbers,
  'time-in': timeIn,
  'time-bucket': timeBucket,
  persons,
  sessions,
  'all-in': allIn,
  'any-in': anyIn,
  'count-in': countIn,
  'sum-in': sumIn,
  'distinct-in': distinctIn,
  'edge-in': edgeIn,
  'depth-in': depthIn,
  'each-event': eachEvent,
  'element-test': elementTest,
  'selected-elements': selectedElements,
  'holding-elements': holdingElements,
  'changes-in': changesIn,
  'count-up': countUp,
  'match-steps': matchSteps,
  'reach-nodes': reachNodes,
  'take-arrows': takeArrows,
  'any-bit': anyBit,
  sequence,
  'event-number': eventNumber,
  'event-time': eventTime,
  'one-event': oneEvent,
  'shift-time': shiftTime,
  'person-code': personCode,
  'person-intervals': personIntervals,
  'pieces-around': piecesAround,
  'session-type': sessionType,
  'time-spent': timeSpent,
  'local-days': localDays,
  'number-codes': numberCodes,
  'instant-bucket': instantBucket,
  'select-codes': selectCodes,
  'select-numbers': selectNumbers,
  combine,
  'pack-codes': packCodes,
  math: derivedMath,
  'code-numbers': codeNumbers,
  truncate,
  'filter-numbers': filterNumbers,
  neighbour,
  'deduplicate-values': deduplicateValues,
  summarize: derivedSummarize,
  'distinct-values': distinctValues,
  'split-list': splitList,
  'date-difference': dateDifference,
  'cut-runs': cutRuns,
  'cut-by': cutBy,
  persist,
  bind,
  deduplicate: deduplicateEvents,
  'deduplicate-elements': deduplicateElements,
} as const

type NodeOf<O> = O extends { evaluate(node: infer Node, scope: never): unknown } ? Node : never

/** Any node of a plan. */
export type PlanNode = NodeOf<(typeof operators)[keyof typeof operators]>
