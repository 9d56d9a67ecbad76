import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

interface ScrollBoxProps {
  readonly className: string
  readonly children: ReactNode
}

const FOCUSABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex]'

/** Scrolls; by keyboard, too, where nothing in it takes the focus. */
export function ScrollBox({ className, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const [isStop, setStop] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const look = () => {
      const doesScroll =
        element.scrollHeight > element.clientHeight + 1 ||
        element.scrollWidth > element.clientWidth + 1
      setStop(doesScroll && element.querySelector(FOCUSABLE) === null)
    }
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    const contents = new MutationObserver(look)
    contents.observe(element, { childList: true, subtree: true })
    return () => {
      sizes.disconnect()
      contents.disconnect()
    }
  }, [])
  return (
    <div ref={box} className={className} {...(isStop && { tabIndex: 0 })}>
      {children}
    </div>
  )
}
