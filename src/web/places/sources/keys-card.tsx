import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { AlertDialog } from '@react-spectrum/s2/AlertDialog'
import { Button } from '@react-spectrum/s2/Button'
import { DialogTrigger } from '@react-spectrum/s2/Dialog'
import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SourceStatus } from '../../../model/answers/sources.ts'
import { makeWriteKey, ofSources, revokeWriteKey } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface KeysCardProps {
  readonly source: SourceStatus
  /** The key that was made here, shown this once. */
  readonly made: string | undefined
  readonly onMade: (key: string) => void
}

/** The write keys of a source. */
export function KeysCard({ source: { id, keys }, made, onMade }: KeysCardProps) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: ofSources })
  const make = useMutation({
    mutationFn: () => makeWriteKey(id),
    onSuccess: async ({ key }) => {
      onMade(key)
      await onSuccess()
    },
  })
  const revoke = useMutation({ mutationFn: (key: string) => revokeWriteKey(id, key), onSuccess })
  const error = make.error ?? revoke.error
  const button = (
    <Button size="S" variant="secondary" isPending={make.isPending} onPress={() => make.mutate()}>
      {texts.sources.makeKey}
    </Button>
  )
  return (
    <Card title={texts.sources.keys} actions={button}>
      {error && <ProblemNotice error={error} />}
      {made !== undefined && (
        <InlineAlert variant="informative">
          <Heading>{texts.sources.keyOnce}</Heading>
          <Content>
            <code className={style({ font: 'code-sm', overflowWrap: 'anywhere' })}>{made}</code>
          </Content>
        </InlineAlert>
      )}
      {keys.length === 0 ? (
        <EmptyState title={texts.sources.noKeys}>{texts.sources.noKeysHint}</EmptyState>
      ) : (
        <>
          <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
            {texts.sources.rotateHint}
          </p>
          <DataTable
            label={texts.sources.keys}
            rows={keys}
            keyOf={(key) => key}
            columns={[
              { name: texts.sources.key, cell: (key) => key },
              {
                name: texts.sources.revoke,
                cell: (key) => <RevokeButton id={key} onRevoke={() => revoke.mutate(key)} />,
              },
            ]}
          />
        </>
      )}
    </Card>
  )
}

interface RevokeButtonProps {
  readonly id: string
  readonly onRevoke: () => void
}

/** Asks before calls with a key are refused. */
const RevokeButton = ({ id, onRevoke }: RevokeButtonProps) => (
  <DialogTrigger>
    <ActionButton size="XS">{texts.sources.revokeKey(id)}</ActionButton>
    <AlertDialog
      title={texts.sources.revokeTitle(id)}
      variant="destructive"
      primaryActionLabel={texts.sources.revoke}
      cancelLabel={texts.definition.cancel}
      onPrimaryAction={onRevoke}
    >
      {texts.sources.revokeText}
    </AlertDialog>
  </DialogTrigger>
)
