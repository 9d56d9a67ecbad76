/** Milliseconds, told by their quantiles. */
export class Latencies {
  readonly #values: number[] = []

  add(milliseconds: number): void {
    this.#values.push(milliseconds)
  }

  print(): string {
    const sorted = this.#values.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    const texts = [0.5, 0.99, 1].map((share) => at(share).toFixed(0))
    return `median ${texts[0]} ms, p99 ${texts[1]} ms, most ${texts[2]} ms, of ${sorted.length}`
  }
}
