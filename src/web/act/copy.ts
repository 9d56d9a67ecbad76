import { ToastQueue } from '@react-spectrum/s2/Toast'
import { texts } from '../texts/index.ts'

/** Puts a text on the clipboard, and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    ToastQueue.positive(texts.act.copied, { timeout: 5000 })
  } catch {
    ToastQueue.negative(texts.act.notCopied, { timeout: 5000 })
  }
}
