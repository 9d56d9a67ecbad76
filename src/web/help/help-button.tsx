import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Button } from '@react-spectrum/s2/Button'
import HelpIcon from '@react-spectrum/s2/icons/HelpCircle'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Sheet } from '../app/sheet.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import type { HelpPageId } from '../texts/help.ts'
import { texts } from '../texts/index.ts'

const HelpText = lazy(async () => ({ default: (await import('./help-text.tsx')).HelpText }))

const titles = { ...texts.help.concepts, ...texts.help.jobs }

/** Opens the page that explains a field, over the page where it is. */
export function HelpButton({ page }: { readonly page: HelpPageId }) {
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  const name = texts.help.of(titles[page].title)
  return (
    <>
      <ActionButton size="S" isQuiet aria-label={name} onPress={() => setOpen(true)}>
        <HelpIcon />
      </ActionButton>
      <Sheet label={name} isOpen={isOpen} onOpenChange={setOpen}>
        {(close) => (
          <div className={body}>
            <Suspense fallback={<SkeletonRows />}>
              <HelpText id={page} onLeave={close} />
            </Suspense>
            <div className={style({ display: 'flex', justifyContent: 'end', gap: 8 })}>
              <Button
                size="S"
                variant="secondary"
                onPress={() => {
                  close()
                  void navigate({ to: '/help/$page', params: { page } })
                }}
              >
                {texts.help.open}
              </Button>
              <Button size="S" variant="accent" autoFocus onPress={close}>
                {texts.help.close}
              </Button>
            </div>
          </div>
        )}
      </Sheet>
    </>
  )
}

const body = style({ display: 'grid', gap: 12, padding: 20 })
