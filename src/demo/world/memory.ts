import type { Touch } from './events.ts'
import type { Device } from './devices.ts'
import { scenario } from './scenario.ts'

/** What of a person's visits so far matters to the next ones. */
export class Memory {
  visitedUntilMs = -Infinity
  /** How many visits of the web, the app and the stores there were. */
  visits = 0
  hasSeenTrailGuide = false
  readonly #linked = new Set<string>()
  /** The last campaign but the assisting one, by device. */
  readonly #campaignMs = new Map<string, number>()
  #assistedMs = -Infinity

  get linkedDevices(): ReadonlySet<string> {
    return this.#linked
  }

  /** The person says who they are: the device is theirs from now on, and so is all that it did before. */
  link(device: Device): void {
    this.#linked.add(device.id)
  }

  isLinked(device: Device): boolean {
    return this.#linked.has(device.id)
  }

  remember({ campaign }: Touch, device: Device, ms: number): void {
    if (campaign === scenario.assistingCampaign) this.#assistedMs = ms
    else if (campaign !== null) this.#campaignMs.set(device.id, ms)
  }

  get hasSeenAssistingCampaign(): boolean {
    return this.#assistedMs > -Infinity
  }

  /**
   * Whether the assisting campaign may be the last one on the devices that are known to be the person's, with
   * the one that is about to be known: then nothing is ordered, so that it never is the last before an order.
   */
  waitsForFollowUp(device?: Device): boolean {
    const known = [...this.#linked, ...(device === undefined ? [] : [device.id])]
    const lastMs = Math.max(...known.map((id) => this.#campaignMs.get(id) ?? -Infinity))
    return this.hasSeenAssistingCampaign && lastMs < this.#assistedMs
  }
}
