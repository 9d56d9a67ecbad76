/**
 * Whether the text is in the clipboard. The browser's own copying also works where pages are not served
 * securely; it only begins where something is selected in the page, so something is for a moment.
 */
export async function writeToClipboard(text: string): Promise<boolean> {
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  const selected = document.body.appendChild(document.createElement('span'))
  selected.textContent = '.'
  selected.style.cssText = 'position: fixed; opacity: 0; user-select: text'
  getSelection()?.selectAllChildren(selected)
  document.addEventListener('copy', give, true)
  const isDone = document.execCommand('copy')
  document.removeEventListener('copy', give, true)
  getSelection()?.removeAllRanges()
  selected.remove()
  return isDone || writeDirectly(text)
}

const writeDirectly = (text: string): Promise<boolean> =>
  Promise.resolve(navigator.clipboard?.writeText(text)).then(
    () => navigator.clipboard !== undefined,
    () => false,
  )
