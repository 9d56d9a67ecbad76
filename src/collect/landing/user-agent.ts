import Bowser from 'bowser'
import { isbot } from 'isbot'

export interface UserAgent {
  readonly browser?: string | undefined
  readonly browserVersion?: string | undefined
  readonly os?: string | undefined
  /** desktop, mobile, tablet, tv */
  readonly device?: string | undefined
  readonly isBot: boolean
}

const LENGTH = 2000
const REMEMBERED = 10_000
const known = new Map<string, UserAgent>()

/** What a browser's name for itself says; programs that name no browser have none. */
export function readUserAgent(given: string | undefined): UserAgent {
  if (given === undefined || given === '') return { isBot: false }
  const text = given.slice(0, LENGTH)
  const remembered = known.get(text)
  if (remembered) return remembered
  if (known.size >= REMEMBERED) known.clear()
  const parsed = parse(text)
  known.set(text, parsed)
  return parsed
}

function parse(text: string): UserAgent {
  const { browser, os, platform } = Bowser.parse(text)
  return {
    browser: browser.name,
    browserVersion: browser.version,
    os: os.name,
    device: platform.type,
    isBot: isbot(text),
  }
}
