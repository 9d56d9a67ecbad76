import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import { useCommands } from '../../app/commands/command-registry.ts'
import { texts } from '../../texts/index.ts'
import type { Draft } from './use-draft.ts'

interface SaveButtonsProps {
  readonly draft: Pick<Draft<never>, 'isChanged' | 'isSaving' | 'save' | 'discard'>
  /** What it is a setting of, for the palette. */
  readonly group: string
  /** Whether nothing is missing that it cannot be saved without. */
  readonly isFinished?: boolean
}

/** Whether a definition is saved, and the buttons that save or discard what was changed. */
export function SaveButtons({ draft, group, isFinished = true }: SaveButtonsProps) {
  const { isChanged, isSaving, save, discard } = draft
  useCommands(
    useMemo(
      () => [
        {
          id: 'save-definition',
          name: texts.definition.save,
          group,
          keys: '$mod+s',
          isDisabled: !isChanged || !isFinished,
          run: () => void save(),
        },
      ],
      [group, isChanged, isFinished, save],
    ),
  )
  return (
    <>
      <span role="status" className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
        {isChanged ? texts.definition.changed : texts.definition.saved}
      </span>
      {isChanged && (
        <Button size="S" variant="secondary" onPress={discard}>
          {texts.definition.discard}
        </Button>
      )}
      <Button
        size="S"
        variant="primary"
        isDisabled={!isChanged || !isFinished}
        isPending={isSaving}
        onPress={() => void save()}
      >
        {texts.definition.save}
      </Button>
    </>
  )
}
