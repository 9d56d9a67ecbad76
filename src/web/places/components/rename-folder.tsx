import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { type Folder, isWithin } from '../../../model/folders.ts'
import { allComponentsQuery, foldersElsewhereQuery, renameFolder } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'
import { FolderDialog } from './folder-dialog.tsx'
import { renewComponents } from './renew-components.ts'

interface RenameFolderProps {
  readonly folder: Folder<SavedComponent>
  readonly all: readonly SavedComponent[]
  readonly view: string
  readonly onClose: () => void
}

const t = texts.folders

/** Gives a folder another name or place; what is within it goes with it, all or none. */
export function RenameFolder({ folder: { path, count }, all, view, onClose }: RenameFolderProps) {
  const [to, setTo] = useState(path)
  const [also, setAlso] = useState<readonly string[]>([])
  const { data: elsewhere = [] } = useQuery(foldersElsewhereQuery(view, path))
  const { data: own } = useQuery(allComponentsQuery(view))
  const ofView = [...(own?.dimensions ?? []), ...(own?.metrics ?? [])]
  const client = useQueryClient()
  const navigate = useNavigate()
  const renaming = useMutation({
    mutationFn: () => renameFolder([view, ...also], path, to),
    onSuccess: ({ moved }) => {
      ToastQueue.positive(t.renamed(to, moved.length), { timeout: 5000 })
      void navigate({ to: '/components', search: { view, folder: to }, replace: true })
      onClose()
    },
    onSettled: () => renewComponents(client),
  })
  const isThere = !isWithin(to, path) && all.some(({ folder }) => isWithin(folder, to))
  return (
    <FolderDialog
      title={t.renameTitle(path)}
      label={t.newName}
      hint={t.renameHint}
      action={t.renameYes}
      view={view}
      value={to}
      onChange={setTo}
      canRun={to !== '' && to !== path}
      isPending={renaming.isPending}
      error={renaming.error}
      onRun={() => renaming.mutate()}
      onClose={onClose}
    >
      <span>{t.renames(count, ofView.filter(({ folder }) => isWithin(folder, path)).length)}</span>
      {to !== '' && isThere && <span>{t.joins(to)}</span>}
      {elsewhere.length > 0 && (
        <CheckboxGroup label={t.also} size="S" value={[...also]} onChange={(next) => setAlso(next)}>
          {elsewhere.map(({ dataView, name, count: within }) => (
            <Checkbox key={dataView} value={dataView}>
              {t.inView(name, within)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </FolderDialog>
  )
}
