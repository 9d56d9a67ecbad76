/** Calls of people in a shop, whose ids are all different. */
export function makeCalls(people: number) {
  let made = 0
  const event = () => {
    const number = made++
    const person = (number * 2654435761) % people
    return {
      type: 'track',
      event: ['Product Viewed', 'Product Added', 'Order Completed'][number % 3],
      anonymousId: `a${person}`,
      ...(person % 3 === 0 && { userId: `u${person}` }),
      messageId: `bench-${number}`,
      properties: { sku: `sku-${number % 500}`, price: (number % 9000) / 100 },
      context: {
        page: { url: `https://shop.example/p/${number % 500}`, title: 'A product' },
        userAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      },
    }
  }
  return {
    next: (size: number) => ({ batch: Array.from({ length: size }, event) }),
    made: () => made,
  }
}
