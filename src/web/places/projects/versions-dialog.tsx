import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { Content, Dialog, Heading, useDialogContainer } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentRef, useRef, useState } from 'react'
import type { ProjectVersion } from '../../../model/answers/projects.ts'
import { nameVersion, removeVersion, versionsQuery } from '../../api/index.ts'
import { printInstant } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { ProjectClient } from '../../project/project-client.ts'
import { texts } from '../../texts/index.ts'
import { VersionDifferences } from './version-differences.tsx'

interface VersionsDialogProps {
  readonly id: string
  readonly client: ProjectClient
  readonly revision: number
}

/** Names what is there now, and compares and restores what was. */
export function VersionsDialog({ id, client, revision }: VersionsDialogProps) {
  const { data, error } = useQuery(versionsQuery(id))
  const { dismiss } = useDialogContainer()
  const restore = (version: ProjectVersion) => {
    client.restore(version.number)
    dismiss()
  }
  return (
    <Dialog size="L" isDismissible>
      <Heading slot="title">{texts.versions.title}</Heading>
      <Content>
        <div className={style({ display: 'grid', gap: 20, font: 'ui' })}>
          <p className={style({ margin: 0, color: 'neutral-subdued' })}>{texts.versions.text}</p>
          <NewVersion id={id} />
          {error && <ProblemNotice error={error} />}
          {data?.length === 0 && <span>{texts.versions.none}</span>}
          {data !== undefined && data.length > 0 && (
            <>
              <ul aria-label={texts.versions.list} className={list}>
                {data.map((version) => (
                  <Version
                    key={version.number}
                    project={id}
                    version={version}
                    onRestore={() => restore(version)}
                  />
                ))}
              </ul>
              <VersionDifferences id={id} versions={data} revision={revision} />
            </>
          )}
        </div>
      </Content>
    </Dialog>
  )
}

function NewVersion({ id }: { readonly id: string }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const field = useRef<ComponentRef<typeof TextField>>(null)
  const named = useMutation({
    mutationFn: () => nameVersion(id, name.trim()),
    onSuccess: async () => {
      setName('')
      // The button that was pressed cannot be pressed again without a name.
      field.current?.focus()
      await queries.invalidateQueries(versionsQuery(id))
    },
  })
  return (
    <form
      className={line}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') named.mutate()
      }}
    >
      <TextField ref={field} label={texts.versions.name} size="S" value={name} onChange={setName} />
      <Button
        size="S"
        type="submit"
        variant="accent"
        isDisabled={name.trim() === ''}
        isPending={named.isPending}
      >
        {texts.versions.keep}
      </Button>
      {named.error && <ProblemNotice error={named.error} />}
    </form>
  )
}

interface VersionProps {
  readonly project: string
  readonly version: ProjectVersion
  readonly onRestore: () => void
}

function Version({ project, version, onRestore }: VersionProps) {
  const queries = useQueryClient()
  const { name, author, at, number } = version
  const removed = useMutation({
    mutationFn: () => removeVersion(project, number),
    onSuccess: () => queries.invalidateQueries(versionsQuery(project)),
  })
  return (
    <li className={line}>
      <span className={style({ flexGrow: 1 })}>
        <strong>{name}</strong>{' '}
        <span className={style({ color: 'neutral-subdued' })}>
          {texts.versions.by(author, printInstant(Date.parse(at)))}
        </span>
      </span>
      <ActionButton size="S" aria-label={texts.versions.restoreOf(name)} onPress={onRestore}>
        {texts.versions.restore}
      </ActionButton>
      <ActionButton
        size="S"
        isQuiet
        aria-label={texts.versions.removeOf(name)}
        isPending={removed.isPending}
        onPress={() => removed.mutate()}
      >
        {texts.versions.remove}
      </ActionButton>
      {removed.error && <ProblemNotice error={removed.error} />}
    </li>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12 })
const list = style({ display: 'grid', gap: 8, margin: 0, padding: 0, listStyleType: 'none' })
