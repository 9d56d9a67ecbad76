import { Button } from '@react-spectrum/s2/Button'
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { FolderField } from '../../components/folder-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

interface FolderDialogProps {
  readonly title: string
  readonly label: string
  readonly hint?: string
  readonly action: string
  readonly view: string
  readonly value: string
  readonly onChange: (folder: string) => void
  readonly canRun: boolean
  readonly isPending: boolean
  readonly error: Error | null
  readonly onRun: () => void
  readonly onClose: () => void
  /** What comes of it. */
  readonly children?: ReactNode
}

/** Asks for a folder; stays open, with the reason, when what is done with it fails. */
export const FolderDialog = (props: FolderDialogProps) => (
  <CustomDialog size="S">
    <form
      className={style({ display: 'grid', gap: 16, font: 'ui', minWidth: 0 })}
      onSubmit={(event) => {
        event.preventDefault()
        if (props.canRun) props.onRun()
      }}
    >
      <Heading
        slot="title"
        styles={style({ font: 'title-lg', margin: 0, overflowWrap: 'anywhere' })}
      >
        {props.title}
      </Heading>
      <FolderField
        label={props.label}
        {...(props.hint !== undefined && { description: props.hint })}
        dataView={props.view}
        value={props.value}
        onChange={props.onChange}
        autoFocus
      />
      <div role="status" className={style({ display: 'grid', gap: 8 })}>
        {props.children}
      </div>
      {props.error && <ProblemNotice error={props.error} />}
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <Button variant="secondary" onPress={props.onClose}>
          {texts.definition.cancel}
        </Button>
        <Button
          type="submit"
          variant="accent"
          isDisabled={!props.canRun}
          isPending={props.isPending}
        >
          {props.action}
        </Button>
      </div>
    </form>
  </CustomDialog>
)
