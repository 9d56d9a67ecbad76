/** What the shop sells; a row of the lookup dataset. */
export interface Product {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly price: number
  /** What the shop pays for it. */
  readonly cost: number
}

const ranges: Readonly<Record<string, readonly (readonly [name: string, price: number])[]>> = {
  Tents: [
    ['Fjord 2 tent', 329],
    ['Fjord 4 tent', 479],
    ['Birch tarp', 89],
    ['Ridge bivouac', 219],
  ],
  Backpacks: [
    ['Harbor 25 daypack', 99],
    ['Pine 55 backpack', 189],
    ['Pine 70 backpack', 229],
    ['Roll-top 20', 79],
  ],
  Footwear: [
    ['Moss trail shoe', 139],
    ['Granite boot', 219],
    ['Shore sandal', 69],
    ['Camp slipper', 45],
  ],
  Clothing: [
    ['Drizzle rain jacket', 179],
    ['Merino base layer', 75],
    ['Down vest', 149],
    ['Hiking trousers', 95],
    ['Wool beanie', 29],
  ],
  Camping: [
    ['Ember gas stove', 65],
    ['Lantern', 39],
    ['Steel mug', 15],
    ['Sleeping mat', 85],
    ['Down sleeping bag', 259],
  ],
}

const brandOf = (price: number): string => (price >= 150 ? 'Northlight' : 'Harbor & Pine')

export const catalogue: readonly Product[] = Object.entries(ranges).flatMap(
  ([category, products]) =>
    products.map(([name, price], index) => ({
      sku: `${category.slice(0, 2).toUpperCase()}-${100 + index}`,
      name,
      category,
      brand: brandOf(price),
      price,
      cost: Math.round(price * 0.55),
    })),
)

export const categories: readonly string[] = Object.keys(ranges)

const byCategory = new Map(
  categories.map((category) => [category, catalogue.filter((each) => each.category === category)]),
)

export const productsOf = (category: string): readonly Product[] => byCategory.get(category)!
