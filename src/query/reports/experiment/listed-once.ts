/** Plain data in the order in which it came, equal things once. */
export class ListedOnce<T> {
  readonly items: T[] = []
  readonly #places = new Map<string, number>()

  /** The place of a thing, which is added if it is new. */
  add(thing: T): number {
    const name = JSON.stringify(thing)
    const place = this.#places.get(name) ?? this.items.push(thing) - 1
    this.#places.set(name, place)
    return place
  }

  placeOf(thing: T): number | undefined {
    return this.#places.get(JSON.stringify(thing))
  }
}
