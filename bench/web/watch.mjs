// In the page: notes what holds its main thread, how long inputs wait, when frames come, and when drawn cells have changed.
const watch = { tasks: [], inputs: [], frames: [] }
globalThis.watch = watch

const observe = (type, options, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, ...options })

observe('longtask', { buffered: true }, ({ startTime, duration }) =>
  watch.tasks.push({ at: startTime, ms: duration }),
)
observe('event', { buffered: true, durationThreshold: 16 }, ({ name, startTime, duration }) =>
  watch.inputs.push({ name, at: startTime, ms: duration }),
)

const afterPaint = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  })

/** Calls back after each change of the page until that gives true; resolves once this is painted. */
watch.until = (isThere) =>
  new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => end(reject, new Error('did not come within 60 s')), 60_000)
    const observer = new MutationObserver(look)
    const end = (settle, value) => {
      clearTimeout(giveUp)
      observer.disconnect()
      settle(value)
    }
    function look() {
      if (isThere()) end(resolve, afterPaint())
    }
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['aria-busy', 'class'],
    })
    look()
  })

/** Of an element that is there and waits for nothing: what it says; else null. */
const settledText = (selector) => {
  const element = document.querySelector(selector)
  const isBusy = element?.closest('[aria-busy=true]') ?? element?.querySelector('[aria-busy=true]')
  return element && !isBusy ? element.textContent : null
}

/** `watch.change` is then the milliseconds from an event within a place until an element says something else. */
watch.follow = (selector, type, place) => {
  const before = settledText(selector)
  watch.change = new Promise((resolve, reject) => {
    const listener = ({ target, timeStamp }) => {
      if (!target.closest?.(place)) return
      removeEventListener(type, listener, true)
      const hasChanged = () => ![null, before].includes(settledText(selector))
      watch.until(hasChanged).then((at) => resolve(at - timeStamp), reject)
    }
    addEventListener(type, listener, true)
  })
}

/** Every tile of a project has its answer. */
watch.isFilled = (tiles) => {
  const shown = [...document.querySelectorAll('section[id^=visualization-]')]
  const isAnswered = (tile) =>
    tile.querySelector('[aria-busy=false]') && !tile.querySelector('[aria-busy=true]')
  return shown.length === tiles && shown.every(isAnswered)
}

let isCounting = false
watch.startFrames = () => {
  isCounting = true
  watch.frames = []
  const note = (at) => {
    watch.frames.push(at)
    if (isCounting) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}
watch.stopFrames = () => {
  isCounting = false
  return watch.frames
}
