/** What happens in the sample, so that a reader can find it again in the reports. */
export const scenario = {
  /** Days of the period, ending the day before the sample's day. */
  days: 90,
  /** The card form is broken on phones from this day of the period until before that one. */
  paymentError: { firstDay: 48, endDay: 62, rate: 0.6, name: 'Payment could not be confirmed' },
  /** Share of people with that error who call within half an hour. */
  callsAfterError: 0.5,
  /** Share of orders with a question about the delivery some days later. */
  callsAfterOrder: 0.14,
  /** The e-mail campaign runs for two weeks. */
  campaign: { name: 'autumn-trails', firstDay: 20, endDay: 34 },
  /** Rows that an import puts aside or leaves out, so that the accounts have something to show. */
  defects: { brokenTimes: 12, missingPeople: 25, duplicates: 40 },
} as const
