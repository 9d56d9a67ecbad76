import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { backUp } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { printBytes, printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'

const COMMAND = 'throughline backup DIR'

/** A copy of everything elsewhere. */
export function BackupCard() {
  const [to, setTo] = useState('')
  const { mutate, data, error, isPending } = useMutation({ mutationFn: backUp })
  return (
    <Card title={texts.administration.backup}>
      <p className={style({ font: 'ui', margin: 0 })}>
        {texts.administration.backupHint} <code>{COMMAND}</code>
      </p>
      <div className={row}>
        <TextField
          label={texts.administration.backupTo}
          description={texts.administration.backupToHint}
          size="S"
          value={to}
          onChange={setTo}
          styles={style({ width: 320, maxWidth: 'full' })}
        />
        <Button
          variant="secondary"
          size="S"
          isDisabled={to.trim() === ''}
          isPending={isPending}
          onPress={() => mutate(to.trim())}
        >
          {texts.administration.backUp}
        </Button>
      </div>
      {error && <ProblemNotice error={error} />}
      <div role="status" className={style({ font: 'ui' })}>
        {data && texts.administration.backedUp(printFigure(data.rows), printBytes(data.sizeBytes))}
      </div>
    </Card>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
