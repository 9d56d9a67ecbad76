/** What a reader sees first of the sample: channels as a table, and the way to an order. */
export const samplePanel = {
  view: 'harbor-and-pine',
  panel: [
    {
      kind: 'freeform',
      rows: 'channel',
      columns: ['people', 'orders', 'revenue', 'conversion-rate'],
    },
    {
      kind: 'fallout',
      steps: ['product-views', 'cart-additions', 'checkouts', 'orders'].map((metric) => ({
        any: [{ metric }],
        gap: 'eventual',
      })),
    },
  ],
}
