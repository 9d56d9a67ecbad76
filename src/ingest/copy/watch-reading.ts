import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'

const everyMs = 250

/**
 * Tells, four times a second, what share of a file this process has read: where the furthest of its
 * open descriptors stands (bytes as they lie on disk, so packed files count packed). Known on Linux,
 * for files that are read from front to end; silent otherwise.
 *
 * @returns stops it
 */
export function watchReading(path: string, onShare: (share: number) => void): () => void {
  let told = 0
  const timer = setInterval(() => {
    void measureShareRead(path).then((share) => {
      if (share <= told) return
      told = share
      onShare(share)
    })
  }, everyMs).unref()
  return () => {
    told = 1
    clearInterval(timer)
  }
}

/** 0 when the file is not open, or cannot be looked at. */
export async function measureShareRead(path: string): Promise<number> {
  try {
    const [target, { size }] = await Promise.all([realpath(path), stat(path)])
    const positions = await Promise.all(
      (await readdir('/proc/self/fd')).map((descriptor) => positionIn(target, descriptor)),
    )
    return size === 0 ? 0 : Math.min(1, Math.max(...positions) / size)
  } catch {
    return 0
  }
}

async function positionIn(target: string, descriptor: string): Promise<number> {
  try {
    if ((await readlink(`/proc/self/fd/${descriptor}`)) !== target) return 0
    const info = await readFile(`/proc/self/fdinfo/${descriptor}`, 'utf8')
    return Number(/^pos:\s*(\d+)/m.exec(info)?.[1] ?? 0)
  } catch {
    return 0
  }
}
