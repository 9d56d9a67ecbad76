import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import { Content, Dialog, Heading } from '@react-spectrum/s2/Dialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProjectShare } from '../../../model/answers/projects.ts'
import { makeShare, revokeShare, sharesQuery } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { printInstant } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { ProjectDenials } from '../policies/project-denials.tsx'

type Expiry = keyof typeof texts.sharing.expiries

/** Makes links that anyone can read a project by, and revokes them. */
export function SharesDialog({ id }: { readonly id: string }) {
  const [token, setToken] = useState<string | null>(null)
  return (
    <Dialog size="L" isDismissible>
      <Heading slot="title">{texts.sharing.title}</Heading>
      <Content>
        <div className={style({ display: 'grid', gap: 20, font: 'ui' })}>
          <p className={style({ margin: 0, color: 'neutral-subdued' })}>{texts.sharing.text}</p>
          <ProjectDenials
            project={id}
            actions={['export']}
            title={texts.sharing.notAllowed}
            hint={texts.sharing.notAllowedHint}
          />
          <NewLink id={id} onMade={setToken} />
          {token !== null && <MadeLink token={token} />}
          <Links id={id} />
        </div>
      </Content>
    </Dialog>
  )
}

const DAY_MS = 86_400_000

interface NewLinkProps {
  readonly id: string
  readonly onMade: (token: string) => void
}

function NewLink({ id, onMade }: NewLinkProps) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [expiry, setExpiry] = useState<Expiry>('never')
  const [allowsDates, setAllowsDates] = useState(false)
  const made = useMutation({
    mutationFn: () =>
      makeShare(id, {
        allowsDates,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(expiry !== 'never' && {
          expiresAt: new Date(Date.now() + Number(expiry) * DAY_MS).toISOString(),
        }),
      }),
    onSuccess: async ({ token }) => {
      onMade(token)
      await client.invalidateQueries(sharesQuery(id))
    },
  })
  return (
    <div className={style({ display: 'grid', gap: 12 })}>
      <div className={line}>
        <TextField label={texts.sharing.name} size="S" value={name} onChange={setName} />
        <ChoicePicker
          label={texts.sharing.expires}
          value={expiry}
          choices={texts.sharing.expiries}
          onChange={setExpiry}
        />
        <Switch size="S" isSelected={allowsDates} onChange={setAllowsDates}>
          {texts.sharing.allowsDates}
        </Switch>
      </div>
      <Button
        size="S"
        variant="accent"
        isPending={made.isPending}
        onPress={() => made.mutate()}
        styles={style({ width: 'fit' })}
      >
        {texts.sharing.make}
      </Button>
      {made.error && <ProblemNotice error={made.error} />}
    </div>
  )
}

function MadeLink({ token }: { readonly token: string }) {
  const [isCopied, setCopied] = useState(false)
  const url = `${window.location.origin}/shared/${token}`
  const copy = () => void navigator.clipboard.writeText(url).then(() => setCopied(true))
  return (
    <div role="status" className={style({ display: 'grid', gap: 8 })}>
      <strong>{texts.sharing.made}</strong>
      <div className={line}>
        <TextField
          label={texts.sharing.link1}
          size="S"
          isReadOnly
          value={url}
          styles={style({ width: 400 })}
        />
        <Button size="S" variant="secondary" onPress={copy}>
          {isCopied ? texts.sharing.copied : texts.sharing.copy}
        </Button>
      </div>
    </div>
  )
}

function Links({ id }: { readonly id: string }) {
  const { data, error } = useQuery(sharesQuery(id))
  if (error) return <ProblemNotice error={error} />
  if (data?.length === 0) return <span>{texts.sharing.none}</span>
  return (
    <ul aria-label={texts.sharing.links} className={list}>
      {data?.map((share) => (
        <Link key={share.id} project={id} share={share} />
      ))}
    </ul>
  )
}

interface LinkProps {
  readonly project: string
  readonly share: ProjectShare
}

function Link({ project, share }: LinkProps) {
  const client = useQueryClient()
  const revoked = useMutation({
    mutationFn: () => revokeShare(project, share.id),
    onSuccess: () => client.invalidateQueries(sharesQuery(project)),
  })
  const { createdAt, expiresAt } = share
  const name = share.name ?? texts.sharing.unnamed
  const until =
    expiresAt === null
      ? texts.sharing.untilRevoked
      : texts.sharing.until(printInstant(Date.parse(expiresAt)))
  return (
    <li className={line}>
      <span className={style({ flexGrow: 1 })}>
        <strong>{name}</strong>{' '}
        <span className={style({ color: 'neutral-subdued' })}>
          {texts.sharing.created(printInstant(Date.parse(createdAt)))}, {until}
        </span>
      </span>
      <ActionButton
        size="S"
        aria-label={texts.sharing.revokeOf(name)}
        isPending={revoked.isPending}
        onPress={() => revoked.mutate()}
      >
        {texts.sharing.revoke}
      </ActionButton>
      {revoked.error && <ProblemNotice error={revoked.error} />}
    </li>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12 })
const list = style({ display: 'grid', gap: 8, margin: 0, padding: 0, listStyleType: 'none' })
