import { useQuery } from '@tanstack/react-query'
import {
  audiencesQuery,
  datasetsQuery,
  destinationsQuery,
  identitySpacesQuery,
  projectsQuery,
  referenceQuery,
  sourcesQuery,
} from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import type { Command } from '../commands/command.ts'
import { useGoTo } from './use-go-to.ts'

/** Of a search for names of the reference, which are many. */
const LEAST_LETTERS = 3

/**
 * What can be gone to because it is there: projects, datasets, sources, audiences, destinations, names of the reference,
 * and a person by an identity.
 */
export function useFoundCommands(text: string): readonly Command[] {
  const goTo = useGoTo()
  const searched = text.trim()
  const projects = useQuery(projectsQuery).data ?? []
  const datasets = useQuery(datasetsQuery).data ?? []
  const sources = useQuery(sourcesQuery).data ?? []
  const audiences = useQuery(audiencesQuery).data ?? []
  const destinations = useQuery(destinationsQuery).data ?? []
  const spaces = useQuery(identitySpacesQuery).data ?? []
  const { data: reference = [] } = useQuery({
    ...referenceQuery,
    enabled: searched.length >= LEAST_LETTERS,
  })
  return [
    ...projects.map(({ id, name }) => ({
      id: `project-${id}`,
      name: name ?? id,
      group: texts.projectList.title,
      run: () => goTo.project(id),
    })),
    ...datasets.map(({ id }) => ({
      id: `dataset-${id}`,
      name: id,
      group: texts.data.datasets,
      run: () => goTo.dataset(id),
    })),
    ...sources.map(({ id, name }) => ({
      id: `source-${id}`,
      name: name ?? id,
      group: texts.sources.title,
      run: () => goTo.source(id),
    })),
    ...audiences.map(({ id, name }) => ({
      id: `audience-${id}`,
      name: name ?? id,
      group: texts.audiences.title,
      run: () => goTo.audience(id),
    })),
    ...destinations.map(({ id, name }) => ({
      id: `destination-${id}`,
      name: name ?? id,
      group: texts.destinations.title,
      run: () => goTo.destination(id),
    })),
    ...reference.flatMap((section) =>
      section.entries.map((entry) => ({
        id: `reference-${section.id}-${entry.id}`,
        name: texts.help.ofReference(entry.label),
        group: texts.help.referenceTitle,
        hint: `${section.label} · ${entry.id}`,
        run: () => goTo.reference(section.id, entry.id),
      })),
    ),
    ...(searched === ''
      ? []
      : [
          {
            id: 'find-people',
            name: texts.palette.findAmong(searched),
            group: texts.palette.people,
            run: () => goTo.people(searched),
          },
        ]),
    ...(searched === '' ? [] : spaces).map(({ id, name }) => ({
      id: `person-${id}`,
      name: texts.palette.findPerson(searched),
      group: texts.palette.people,
      hint: name ?? id,
      run: () => goTo.person(id, searched),
    })),
  ]
}
