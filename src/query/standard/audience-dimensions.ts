import { type JourneySchema, membershipCodes } from '../../model/journey.ts'
import { getOwn } from '../../model/own.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { listDomain, type TextValue } from '../compilation/value.ts'
import { type StandardDimension, standardDimensions } from './dimensions.ts'

type Named = NonNullable<JourneySchema['audiences']>[number]

/** Items in the order of their codes. */
const items = Object.entries({
  'In the audience': membershipCodes.member,
  'Held out': membershipCodes.heldOut,
})
  .toSorted(([, a], [, b]) => a - b)
  .map(([item]) => item)

/** Who is in an audience at the time of each event, by its whole history. semantics §9.3 */
const audienceDimension = ({ id, name }: Named): StandardDimension => ({
  label: `Audience: ${name}`,
  description: 'Whether the person was in the audience when the event happened.',
  noValueLabel: 'Not in the audience',
  compile: (c) => compileMembership(c, id),
})

async function compileMembership(c: Compilation, id: string): Promise<TextValue> {
  const { offsets, starts, codes } = await c.source.membership!(id)
  const ref = c.plan.add({
    op: 'person-intervals',
    offsets: c.plan.table(offsets),
    starts: c.plan.table(starts),
    codes: c.plan.table(codes),
  })
  return { kind: 'text', ref, domain: listDomain('membership', items, 'text'), isList: false }
}

const nameAudience = (id: string): string => `audience-${id}`

/** The dimensions that every data view has, those of its audiences included: `audience-vip`. */
export const listStandardDimensions = ({
  audiences = [],
}: JourneySchema): Readonly<Record<string, StandardDimension>> => ({
  ...standardDimensions,
  ...Object.fromEntries(audiences.map((each) => [nameAudience(each.id), audienceDimension(each)])),
})

export function findStandardDimension(
  { audiences = [] }: JourneySchema,
  id: string,
): StandardDimension | undefined {
  const audience = audiences.find((each) => nameAudience(each.id) === id)
  return getOwn(standardDimensions, id) ?? (audience && audienceDimension(audience))
}
