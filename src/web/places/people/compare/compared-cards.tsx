import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Profile } from '../../../../model/answers/profiles.ts'
import {
  audienceDocumentsQuery,
  datasetDefinitionsQuery,
  profileQuery,
} from '../../../api/index.ts'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { PersonCard } from '../person-card.tsx'
import type { CompareSearch } from '../search.ts'
import type { PersonView } from '../use-person-view.ts'
import type { Side } from './align-events.ts'
import {
  compareAttributes,
  compareAudiences,
  compareIdentities,
  type ComparedLine,
} from './compared-lines.ts'
import { ComparedFigures } from './compared-figures.tsx'
import { ComparedTable } from './compared-table.tsx'
import { ShortName, SideName } from './side-name.tsx'

const say = texts.people.compare

interface ComparedCardsProps {
  readonly view: PersonView
  readonly people: readonly [string, string]
  readonly search: CompareSearch
  readonly onSearch: (search: CompareSearch) => void
}

/** Identities, figures, attributes and audiences of two people. */
export function ComparedCards({ view, people, search, onSearch }: ComparedCardsProps) {
  const { dataView, status } = view
  const first = useQuery(profileQuery(dataView.connection, people[0], status.dataVersion))
  const second = useQuery(profileQuery(dataView.connection, people[1], status.dataVersion))
  const failed = [first, second].find(({ error, data }) => error && data === undefined)
  const named = (side: Side) => (
    <SideName side={side} dataView={dataView.id} person={people[side]} range={search.range} />
  )
  const heads = [named(0), named(1)] as const
  const lettered = (side: Side) => <ShortName side={side} person={people[side]} />
  const short = [lettered(0), lettered(1)] as const
  if (first.data === undefined || second.data === undefined) {
    return (
      <PersonCard title={say.people}>
        {failed?.error ? (
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </PersonCard>
    )
  }
  const profiles = [first.data, second.data] as const
  return (
    <>
      <PersonCard title={say.people}>
        <ComparedTable
          label={texts.people.identities.title}
          heads={heads}
          lines={compareIdentities(profiles)}
        />
        <ComparedFigures
          view={view}
          people={people}
          profiles={profiles}
          range={search.range}
          heads={short}
        />
      </PersonCard>
      <KnownOfThem profiles={profiles} heads={short} search={search} onSearch={onSearch} />
    </>
  )
}

interface KnownProps {
  readonly profiles: readonly [Profile, Profile]
  readonly heads: readonly [ReactNode, ReactNode]
  readonly search: CompareSearch
  readonly onSearch: (search: CompareSearch) => void
}

function KnownOfThem({ profiles, heads, search, onSearch }: KnownProps) {
  const { data: datasets = [] } = useQuery(datasetDefinitionsQuery)
  const { data: audiences = [] } = useQuery(audienceDocumentsQuery)
  const { differences: only, ...rest } = search
  const attributes = compareAttributes(profiles, datasets)
  const memberships = compareAudiences(
    profiles,
    (id) => audiences.find((each) => each.id === id)?.name ?? id,
  )
  const shown = (lines: readonly ComparedLine[]) =>
    only ? lines.filter(({ isDifferent }) => isDifferent) : lines
  return (
    <>
      <PersonCard
        title={say.attributes}
        facts={say.differ(countDifferent(attributes), attributes.length)}
        actions={
          <Switch
            size="S"
            isSelected={only === true}
            onChange={(isOn) => onSearch({ ...rest, ...(isOn && { differences: true }) })}
          >
            {say.onlyDifferences}
          </Switch>
        }
      >
        <Lines
          label={say.attributes}
          heads={heads}
          lines={shown(attributes)}
          none={attributes.length === 0 ? say.noAttributes : say.noDifference}
        />
      </PersonCard>
      <PersonCard title={texts.people.audiences.title}>
        <Lines
          label={texts.people.audiences.title}
          heads={heads}
          lines={shown(memberships)}
          none={memberships.length === 0 ? say.noAudiences : say.noDifference}
        />
      </PersonCard>
    </>
  )
}

interface LinesProps {
  readonly label: string
  readonly heads: readonly [ReactNode, ReactNode]
  readonly lines: readonly ComparedLine[]
  /** What is said where there is no line. */
  readonly none: string
}

const Lines = ({ none, ...table }: LinesProps) =>
  table.lines.length === 0 ? (
    <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{none}</span>
  ) : (
    <ComparedTable {...table} />
  )

const countDifferent = (lines: readonly ComparedLine[]): number =>
  lines.filter(({ isDifferent }) => isDifferent).length
