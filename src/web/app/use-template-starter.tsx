import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { texts } from '../texts/index.ts'
import type { Command } from './commands/command.ts'
import { useCommands } from './commands/command-registry.ts'

const TemplateDialog = lazy(async () => ({
  default: (await import('../templates/template-dialog.tsx')).TemplateDialog,
}))

/** Templates by their jobs in the palette, and the dialog of the one that is chosen. */
export function useTemplateStarter(): ReactNode {
  const [id, setId] = useState<string | null>(null)
  useCommands(
    useMemo(
      (): readonly Command[] =>
        Object.entries(texts.templates.jobs).map(([job, { name }]) => ({
          id: `start-${job}`,
          name: texts.palette.start(name),
          group: texts.templates.title,
          run: () => setId(job),
        })),
      [],
    ),
  )
  return (
    <Suspense>{id !== null && <TemplateDialog id={id} onClose={() => setId(null)} />}</Suspense>
  )
}
