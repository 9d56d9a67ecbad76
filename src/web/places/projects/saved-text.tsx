import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import type { ProjectSnapshot } from '../../project/project-client.ts'
import { texts } from '../../texts/index.ts'

interface SavedTextProps {
  readonly snapshot: ProjectSnapshot
  readonly onRetry: () => void
}

/** In words how far the project is saved. */
export function SavedText({ snapshot, onRetry }: SavedTextProps) {
  const { saved, isKept } = snapshot
  const text = useSavedWords(snapshot)
  const isWorse = saved.kind === 'offline' || saved.kind === 'conflict'
  return (
    <span className={line}>
      <span role="status" className={words({ isWorse })}>
        {text}
        {!isKept && ` ${texts.project.notKept}`}
      </span>
      {saved.kind === 'offline' && (
        <ActionButton size="XS" onPress={onRetry}>
          {texts.project.retryNow}
        </ActionButton>
      )}
    </span>
  )
}

function useSavedWords({ saved, changedAt }: ProjectSnapshot): string {
  const now = useMinute()
  switch (saved.kind) {
    case 'saved':
      return changedAt === null
        ? texts.project.saved
        : texts.project.savedAt(printAgo(now - Date.parse(changedAt)))
    case 'saving':
      return saved.isSlow ? texts.project.savingSlowly : texts.project.saving
    case 'offline':
      return saved.problem.code === 'server/unauthorized'
        ? texts.project.signedOut
        : texts.project.offline
    case 'conflict':
      return texts.project.conflicts(saved.count)
    default:
      return saved satisfies never
  }
}

const MINUTE = 60_000

function useMinute(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
  return now
}

const units = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

function printAgo(ms: number): string {
  const [unit, size] = units.find(([, each]) => ms >= each) ?? (['minute', MINUTE] as const)
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
  return ms < MINUTE ? texts.project.justNow : format.format(-Math.floor(ms / size), unit)
}

const line = style({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 })
const words = style({
  display: { default: 'none', sm: 'inline', isWorse: 'inline' },
  font: 'ui-sm',
  color: { default: 'neutral-subdued', isWorse: 'negative' },
  fontWeight: { default: 'normal', isWorse: 'bold' },
})
