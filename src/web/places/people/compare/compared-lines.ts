import type { Profile } from '../../../../model/answers/profiles.ts'
import { getOwn } from '../../../../model/own.ts'
import type { DatasetDocument } from '../../../api/index.ts'
import { noFigure } from '../../../components/figures.ts'
import { texts } from '../../../texts/index.ts'
import { topicOf, withoutDataset } from '../name-attribute.ts'
import { printValue } from '../print-value.ts'

/** What is said of two people under one name; a value may have several lines. */
export interface ComparedLine {
  readonly key: string
  readonly name: string
  readonly values: readonly [readonly string[], readonly string[]]
  readonly isDifferent: boolean
}

type Both<T> = readonly [T, T]

const say = texts.people.compare

/** Ids by namespace. That two people have others is no news: only what both have is marked, in words. */
export function compareIdentities(
  profiles: Both<Pick<Profile, 'identities'>>,
): readonly ComparedLine[] {
  const namespaces = new Set(
    profiles.flatMap(({ identities }) => identities.map(({ namespace }) => namespace)),
  )
  return [...namespaces].map((namespace) => {
    const ids = profiles.map(({ identities }) =>
      identities.filter((each) => each.namespace === namespace).map(({ id }) => id),
    )
    const [first = [], second = []] = ids
    const mark = (own: readonly string[], others: readonly string[]) =>
      own.length === 0 ? [noFigure] : own.map((id) => (others.includes(id) ? say.idOfBoth(id) : id))
    return {
      key: namespace,
      name: namespace,
      values: [mark(first, second), mark(second, first)],
      isDifferent: false,
    }
  })
}

/** Attributes of profiles, those of the first person before those that only the second has. */
export function compareAttributes(
  profiles: Both<Pick<Profile, 'attributes'>>,
  datasets: readonly Pick<DatasetDocument, 'id' | 'labels'>[],
): readonly ComparedLine[] {
  const names = new Set(profiles.flatMap(({ attributes }) => Object.keys(attributes)))
  return [...names].map((name) => {
    const [first, second] = profiles.map(({ attributes }) => getOwn(attributes, name))
    const from = first?.from ?? second?.from ?? ''
    const topic = topicOf(datasets, from, name)
    return line(
      name,
      topic === undefined ? withoutDataset(from, name) : say.consent(topic),
      printValue(first?.value),
      printValue(second?.value),
    )
  })
}

/** Audiences that one of them is in or was. */
export function compareAudiences(
  profiles: Both<Pick<Profile, 'audiences'>>,
  nameOf: (audience: string) => string,
): readonly ComparedLine[] {
  const ids = new Set(profiles.flatMap(({ audiences }) => Object.keys(audiences)))
  return [...ids].map((id) => {
    const [first = noFigure, second = noFigure] = profiles.map(({ audiences }) => {
      const found = getOwn(audiences, id)
      if (found === undefined) return noFigure
      return found.status === 'exited' ? texts.people.audiences.isOut : texts.people.audiences.isIn
    })
    return line(id, nameOf(id), first, second)
  })
}

/** One value of each; where they differ that is worth a mark. */
const line = (key: string, name: string, first: string, second: string): ComparedLine => ({
  ...figureLine(key, name, first, second),
  isDifferent: first !== second,
})

/** One figure of each: that two people have others is no news. */
export const figureLine = (
  key: string,
  name: string,
  first: string,
  second: string,
): ComparedLine => ({ key, name, values: [[first], [second]], isDifferent: false })
