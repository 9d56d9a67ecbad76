import { showControls } from '../model/show-controls.ts'
import type { Output } from './terminal.ts'

const WIDTH = 24

/** A bar on a terminal's stderr that is drawn over itself; nothing elsewhere. */
export interface ProgressBar {
  show(share: number, words: string): void
  clear(): void
}

export function startProgressBar(stderr: Output): ProgressBar {
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show(share, words) {
      const filled = Math.round(Math.min(1, Math.max(0, share)) * WIDTH)
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
      stderr.draw?.(`\r\u001b[K${bar} ${showControls(words)}`)
    },
    clear: () => stderr.draw?.('\r\u001b[K'),
  }
}
