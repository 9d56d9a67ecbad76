import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import { printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { ReceiptLines } from './receipt-lines.tsx'

interface ReceiptProps {
  readonly receipt: ForgetReceipt
  readonly onClose: () => void
}

/** What was erased. It is kept nowhere, so it can be taken along. */
export function Receipt({ receipt, onClose }: ReceiptProps) {
  const navigate = useNavigate()
  const [said, say] = useState('')
  const t = texts.people.erase
  return (
    <>
      <span role="status">
        {receipt.receipt !== null && `${t.receipt(receipt.receipt)}. `}
        {t.at(printInstant(receipt.at))}. {t.keepReceipt}
      </span>
      <ReceiptLines label={t.done} receipt={receipt} />
      <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
        <span role="status">{said}</span>
        <Button
          variant="secondary"
          onPress={() =>
            void navigator.clipboard.writeText(JSON.stringify(receipt, null, 2)).then(
              () => say(texts.act.copied),
              () => say(texts.act.notCopied),
            )
          }
        >
          {t.copy}
        </Button>
        <Button
          variant="accent"
          onPress={() => {
            onClose()
            void navigate({ to: '/people' })
          }}
        >
          {t.toPeople}
        </Button>
      </div>
    </>
  )
}
