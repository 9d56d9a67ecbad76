import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { texts } from '../../texts/index.ts'
import type { Command } from '../commands/command.ts'
import { useCommands } from '../commands/command-registry.ts'
import { componentPages, dataPages, destinationPages, places } from '../places.ts'

type Page =
  | (typeof dataPages)[number]
  | (typeof componentPages)[number]
  | (typeof destinationPages)[number]

/** The way to each place, also by its keys. */
export function usePlaceCommands(): void {
  const navigate = useNavigate()
  const commands = useMemo((): readonly Command[] => {
    const pagesOf = (pages: readonly Page[], hint: string) =>
      pages.map(({ id, label, to }) => ({
        id: `go-${id}`,
        name: label,
        group: texts.palette.go,
        hint,
        run: () => void navigate({ to }),
      }))
    return [
      ...places.map(({ id, label, to, keys }) => ({
        id: `go-${id}`,
        name: label,
        group: texts.palette.go,
        keys,
        run: () => void navigate({ to }),
      })),
      ...pagesOf(dataPages, texts.data.title),
      ...pagesOf(componentPages.slice(1), texts.saved.title),
      ...pagesOf(destinationPages.slice(1), texts.destinations.title),
      {
        id: 'go-help',
        name: texts.help.title,
        group: texts.palette.go,
        keys: 'g l',
        run: () => void navigate({ to: '/help' }),
      },
      ...makers.map(({ to, label }) => ({
        id: `new-${to}`,
        name: label,
        group: texts.palette.make,
        run: () => void navigate({ to }),
      })),
      ...Object.entries({ ...texts.help.concepts, ...texts.help.jobs }).map(
        ([page, { title, about }]) => ({
          id: `help-${page}`,
          name: texts.help.of(title),
          group: texts.help.title,
          hint: about,
          run: () => void navigate({ to: '/help/$page', params: { page } }),
        }),
      ),
      ...Object.entries(texts.ask.questions).map(([question, { label, about }]) => ({
        id: `ask-${question}`,
        name: texts.ask.titleOf(label),
        group: texts.ask.title,
        hint: about,
        run: () => void navigate({ to: '/ask/$question', params: { question } }),
      })),
    ]
  }, [navigate])
  useCommands(commands)
}

/** Where something new is made. */
const makers = [
  { to: '/components/segment', label: texts.saved.newSegment },
  { to: '/components/metric', label: texts.saved.newMetric },
  { to: '/components/date-range', label: texts.saved.newRange },
  { to: '/components/annotation', label: texts.saved.newAnnotation },
  { to: '/new-shared-component', label: texts.sharedComponents.new },
  { to: '/new-audience', label: texts.audiences.new },
  { to: '/new-destination', label: texts.destinations.new },
] as const
