import RedoIcon from '@react-spectrum/s2/icons/Redo'
import StarIcon from '@react-spectrum/s2/icons/Star'
import StarFilledIcon from '@react-spectrum/s2/icons/StarFilled'
import UndoIcon from '@react-spectrum/s2/icons/Undo'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToastQueue } from '@react-spectrum/s2/Toast'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { starProject } from '../../api/index.ts'
import { useCommands } from '../../app/commands/command-registry.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { TitleField } from '../../components/title-field.tsx'
import { useProjectRefusal } from '../../components/use-denied-export.ts'
import type { ProjectClient, ProjectSnapshot } from '../../project/project-client.ts'
import { setProject } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { useProjectPage } from './project-page.ts'
import { PresentButton } from './present-mode.tsx'
import { SavedText } from './saved-text.tsx'
import { ShareMenu } from './share-menu.tsx'
import { VersionsButton } from './versions-button.tsx'

interface ProjectHeadProps {
  readonly id: string
  readonly client: ProjectClient
  readonly snapshot: ProjectSnapshot
}

/** In the page’s header: the project’s title, how far it is saved, and what can be done with it as a whole. */
export function ProjectHead({ id, client, snapshot }: ProjectHeadProps) {
  const { document, isEditable } = useProjectPage()
  return (
    <PlaceHeader
      title={String(document['name'] ?? texts.project.untitled)}
      parents={[{ label: texts.projectList.title, to: '/projects' }]}
      state={<SavedText snapshot={snapshot} onRetry={() => client.retry()} />}
      actions={<ProjectActions id={id} client={client} snapshot={snapshot} />}
    >
      {isEditable ? <ProjectTitle /> : undefined}
    </PlaceHeader>
  )
}

function ProjectActions({ id, client, snapshot }: ProjectHeadProps) {
  const { isEditable } = useProjectPage()
  const { undo, redo } = useHistoryCommands(client, snapshot)
  usePrintCommand(id)
  if (!isEditable) return <StarButton id={id} client={client} isStarred={snapshot.isStarred} />
  return (
    <>
      <IconButton command={undo}>
        <UndoIcon />
      </IconButton>
      <IconButton command={redo}>
        <RedoIcon />
      </IconButton>
      <StarButton id={id} client={client} isStarred={snapshot.isStarred} />
      <VersionsButton id={id} client={client} revision={snapshot.revision} />
      <PresentButton />
      <ShareMenu id={id} />
    </>
  )
}

/** Also by their keys, and in the palette. */
function useHistoryCommands(client: ProjectClient, { canUndo, canRedo }: ProjectSnapshot) {
  const commands = useMemo(
    () => ({
      undo: {
        id: 'undo',
        name: texts.project.undo,
        group: texts.project.group,
        keys: '$mod+z',
        isDisabled: !canUndo,
        run: () => client.undo(),
      },
      redo: {
        id: 'redo',
        name: texts.project.redo,
        group: texts.project.group,
        keys: '$mod+Shift+z',
        otherKeys: ['$mod+y'],
        isDisabled: !canRedo,
        run: () => client.redo(),
      },
    }),
    [client, canUndo, canRedo],
  )
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return commands
}

/** By the key that prints pages, too; says why where policies do not allow it. */
function usePrintCommand(id: string): void {
  const { print } = useProjectPage()
  const findRefusal = useProjectRefusal(id)
  useCommands(
    useMemo(
      () =>
        print === undefined
          ? []
          : [
              {
                id: 'print',
                name: texts.print.action,
                group: texts.project.group,
                keys: '$mod+p',
                run: () =>
                  void findRefusal().then(
                    (refusal) => (refusal === null ? print(null) : ToastQueue.negative(refusal)),
                    (error: Error) => ToastQueue.negative(error.message),
                  ),
              },
            ],
      [print, findRefusal],
    ),
  )
}

function ProjectTitle() {
  const { document, edit } = useProjectPage()
  const change = (name: string) =>
    edit((before) => setProject(before, { name: name === '' ? undefined : name }), {
      note: texts.project.title,
      key: 'name',
    })
  return (
    <h1 className={style({ margin: 0, font: 'title', minWidth: 0 })}>
      <TitleField
        label={texts.project.title}
        size="L"
        value={String(document['name'] ?? '')}
        placeholder={texts.project.untitled}
        onChange={change}
      />
    </h1>
  )
}

interface StarButtonProps {
  readonly id: string
  readonly client: ProjectClient
  readonly isStarred: boolean
}

function StarButton({ id, client, isStarred }: StarButtonProps) {
  const star = useMutation({
    mutationFn: (next: boolean) => starProject(id, next),
    onMutate: (next) => client.setStarred(next),
    onError: (_, next) => client.setStarred(!next),
  })
  const name = isStarred ? texts.project.unstar : texts.project.star
  return (
    <IconButton command={{ name, run: () => star.mutate(!isStarred) }}>
      {isStarred ? <StarFilledIcon /> : <StarIcon />}
    </IconButton>
  )
}
