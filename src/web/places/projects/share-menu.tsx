import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { DialogContainer } from '@react-spectrum/s2/Dialog'
import ShareIcon from '@react-spectrum/s2/icons/Share'
import { Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2/Menu'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ProjectDocument } from '../../../model/projects/document.ts'
import { postDefinitions } from '../../api/index.ts'
import { DenialItems } from '../../components/denial-items.tsx'
import { useDeniedProject } from '../../components/use-denied-export.ts'
import { fileName, saveFile } from '../../download/save-file.ts'
import { newId } from '../../project/new-id.ts'
import { texts } from '../../texts/index.ts'
import { useProjectPage } from './project-page.ts'

const SharesDialog = lazy(async () => ({
  default: (await import('./shares-dialog.tsx')).SharesDialog,
}))

/** Links for anyone, a copy, a file. */
export function ShareMenu({ id }: { readonly id: string }) {
  const { document, print } = useProjectPage()
  const [isOpen, setOpen] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const rule = useDeniedProject(isMenuOpen ? id : null)
  const copy = useCopy(document)
  const navigate = useNavigate()
  const act = (key: string) => {
    if (key === 'link') setOpen(true)
    if (key === 'copy') copy.mutate()
    if (key === 'download') download(document)
    if (key === 'print') print?.(null)
    if (key === 'picture') print?.(null, 'picture')
    if (key === 'schedule') void navigate({ to: '/new-schedule', search: { project: id } })
  }
  return (
    <>
      <MenuTrigger onOpenChange={setMenuOpen}>
        <ActionButton id="share-project" size="S" isPending={copy.isPending}>
          <ShareIcon />
          <Text>{texts.project.share}</Text>
        </ActionButton>
        <Menu onAction={(key) => act(String(key))}>
          <MenuItem id="link">{texts.sharing.link}</MenuItem>
          <MenuItem id="copy">{texts.sharing.copyProject}</MenuItem>
          <MenuItem id="download">{texts.sharing.download}</MenuItem>
          <MenuItem id="print" isDisabled={!rule.isAllowed}>
            {texts.print.action}
          </MenuItem>
          <MenuItem id="picture" isDisabled={!rule.isAllowed}>
            {texts.print.picture}
          </MenuItem>
          <DenialItems rule={rule} />
          <MenuItem id="schedule">{texts.sharing.schedule}</MenuItem>
        </Menu>
      </MenuTrigger>
      <DialogContainer onDismiss={() => setOpen(false)}>
        {isOpen && (
          <Suspense>
            <SharesDialog id={id} />
          </Suspense>
        )}
      </DialogContainer>
    </>
  )
}

function useCopy(document: ProjectDocument) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      const id = `project-${newId()}`
      const name = texts.project.copyOf(String(document['name'] ?? texts.project.untitled))
      await postDefinitions([{ ...document, id, name }])
      return id
    },
    onSuccess: (id) => navigate({ to: '/projects/$id', params: { id } }),
  })
}

/** As `throughline apply` reads it. */
const download = (project: ProjectDocument): void =>
  saveFile(
    fileName(project.id, 'json'),
    new Blob([`${JSON.stringify(project, null, 2)}\n`], { type: 'application/json' }),
  )
