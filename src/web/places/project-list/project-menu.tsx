import { ActionMenu } from '@react-spectrum/s2/ActionMenu'
import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import { MenuItem } from '@react-spectrum/s2/Menu'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedProject } from '../../../model/answers/projects.ts'
import { deleteProject, projectsQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

/** What can be done with a project in the list. */
export function ProjectMenu({ id, name }: Pick<ListedProject, 'id' | 'name'>) {
  const [isAsking, setIsAsking] = useState(false)
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: () => deleteProject(id),
    onSettled: () => client.invalidateQueries(projectsQuery),
  })
  const shown = name ?? id
  return (
    <>
      <ActionMenu
        isQuiet
        size="S"
        aria-label={texts.projectList.more(shown)}
        onAction={() => setIsAsking(true)}
      >
        <MenuItem id="delete">{texts.projectList.delete}</MenuItem>
      </ActionMenu>
      <DialogContainer onDismiss={() => setIsAsking(false)}>
        {isAsking && (
          <AlertDialog
            variant="destructive"
            title={texts.projectList.deleteTitle(shown)}
            primaryActionLabel={texts.projectList.deleteYes}
            cancelLabel={texts.projectList.cancel}
            onPrimaryAction={() => mutate()}
          >
            {texts.projectList.deleteText}
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  )
}
