import type { PersonEvent, PersonEventsPartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import { addSessions } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { selectBySegments } from '../../segments/scope-mask.ts'
import {
  compileEventParts,
  placesAtTime,
  printLocalTime,
  secondsBetween,
} from '../parts/event-parts.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileSpread } from './credit.ts'
import { compileEventOrigins } from './origins.ts'
import type { EventMoment, JourneyEventRequest, JourneyEventResult } from './request.ts'

/** One event of a person, with the events that its persisted values were set on, and its credit. */
export const compileJourneyEvent: CompileReport<JourneyEventRequest, JourneyEventResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const person = (await c.source.dictionary(ownColumns.person)).find(request.person)
  if (person === 0)
    throw new ThroughlineError('person/unknown', { id: request.person }, [...path, 'person'])
  const time = Date.parse(request.time)
  const at = { person, time, place: request.place }
  const parts = await compileEventParts(c, request, period, path)
  const origins = await compileEventOrigins(c, parts, period)
  const selection = await selectBySegments(c, request.segments, period, [...path, 'segments'])
  const mask = c.plan.and(period.mask, selection.events)
  const values = [...parts.refs, ...origins.refs]
  const sessions = addSessions(c)
  const aggregation = c.plan.aggregate({ kind: 'person-events', person, sessions, mask, values })
  const event = c.plan.add({ op: 'one-event', ...at })
  const spreads: Awaited<ReturnType<typeof compileSpread>>[] = []
  for (const [index, question] of request.credit.entries()) {
    spreads.push(
      await compileSpread(c, question, { event, period, path: [...path, 'credit', index] }),
    )
  }
  return (partials) => {
    const { events } = partials[aggregation] as PersonEventsPartial
    const places = placesAtTime(events)
    const index = events.findIndex((each, k) => each.time === time && places[k] === request.place)
    if (index < 0)
      throw new ThroughlineError('request/impossible', { reason: notThere(request) }, [
        ...path,
        'time',
      ])
    const described = events.map((each) => parts.describe(each))
    const momentOf = (number: number): EventMoment => ({
      time: new Date(events[number - 1]!.time).toISOString(),
      localTime: printLocalTime(c, events[number - 1]!.time),
      place: places[number - 1]!,
      dataset: described[number - 1]!.dataset,
      session: events[number - 1]!.session,
    })
    const own: PersonEvent = events[index]!
    const setOn = own.values.slice(parts.refs.length)
    return {
      person: request.person,
      number: index + 1,
      event: {
        ...described[index]!,
        place: request.place,
        secondsToNext: secondsBetween(own, events[index + 1]),
      },
      origins: origins.find({ index, events, setOn, momentOf }),
      credit: spreads.map((read) => read(partials, momentOf)),
    }
  }
}

const notThere = ({ person, time, place }: JourneyEventRequest): string =>
  place === 1 ? `${person} has no event at ${time}` : `${person} has no ${place} events at ${time}`

export const explainJourneyEvent: ExplainReport<JourneyEventRequest> = (c, request) => [
  ...describeScope(c, request),
  'Shows one event of a person, on which events its persisted values were set, and what led to it.',
]
