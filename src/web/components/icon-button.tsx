import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Tooltip, TooltipTrigger } from '@react-spectrum/s2/Tooltip'
import type { ReactNode } from 'react'
import type { Command } from '../app/commands/command.ts'
import { KeyHint } from '../app/keys/key-hint.tsx'

interface IconButtonProps {
  readonly command: Pick<Command, 'name' | 'keys' | 'isDisabled' | 'run'>
  readonly children: ReactNode
}

/** A button that shows a picture, and its name and keys when it is pointed at. */
export function IconButton({
  command: { name, keys, isDisabled = false, run },
  children,
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={300}>
      <ActionButton isQuiet size="S" aria-label={name} isDisabled={isDisabled} onPress={run}>
        {children}
      </ActionButton>
      <Tooltip>
        {name} {keys !== undefined && <KeyHint keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
