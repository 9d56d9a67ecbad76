import { Button } from '@react-spectrum/s2/Button'
import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { Draft } from './use-draft.ts'

interface ConflictNoticeProps extends Pick<Draft<never>, 'keepMine' | 'takeTheirs'> {
  /** The names of what both have changed. */
  readonly fields: readonly string[]
}

/** Two have changed the same: one of both is to stay. */
export function DraftConflictNotice<T>({ conflict, ...choices }: Draft<T>) {
  return conflict && <ConflictNotice {...choices} fields={conflict.fields} />
}

export function ConflictNotice({ fields, keepMine, takeTheirs }: ConflictNoticeProps) {
  return (
    <div role="alert" className={style({ maxWidth: 720 })}>
      <InlineAlert variant="notice">
        <Heading level={2}>{texts.definition.conflict}</Heading>
        <Content>
          <p className={style({ margin: 0 })}>{texts.definition.conflictText(fields)}</p>
          <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 })}>
            <Button size="S" variant="accent" onPress={keepMine}>
              {texts.definition.keepMine}
            </Button>
            <Button size="S" variant="secondary" onPress={takeTheirs}>
              {texts.definition.takeTheirs}
            </Button>
          </div>
        </Content>
      </InlineAlert>
    </div>
  )
}
