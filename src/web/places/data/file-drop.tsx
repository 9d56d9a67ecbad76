import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Content, DropZone, Heading, IllustratedMessage } from '@react-spectrum/s2/DropZone'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRef } from 'react'
import { texts } from '../../texts/index.ts'

interface FileDropProps {
  readonly onFile: (file: File) => void
}

/** Takes a file, dropped or chosen. */
export function FileDrop({ onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <DropZone
      size="S"
      aria-label={texts.data.dropHere}
      onDrop={(event) => {
        const dropped = event.items.find((item) => item.kind === 'file')
        if (dropped?.kind === 'file') void dropped.getFile().then(onFile)
      }}
      styles={style({ width: 'full' })}
    >
      <IllustratedMessage size="S">
        <Heading>{texts.data.dropHere}</Heading>
        <Content>
          <div
            className={style({
              display: 'grid',
              gap: 8,
              justifyItems: 'center',
              textWrap: 'balance',
            })}
          >
            {texts.data.formats}
            <ActionButton size="S" onPress={() => input.current?.click()}>
              {texts.data.browse}
            </ActionButton>
          </div>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={texts.data.browse}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) onFile(file)
            }}
          />
        </Content>
      </IllustratedMessage>
    </DropZone>
  )
}
