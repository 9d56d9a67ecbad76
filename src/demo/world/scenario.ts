/** The stories of Harbor & Pine, so that a reader can find them again in the reports. Days count from the period's first. */
export const scenario = {
  days: 90,

  /** The card form is broken on phones from `firstDay` until before `endDay`; some of those who see it call. */
  paymentError: {
    name: 'Payment could not be confirmed',
    page: 'Checkout',
    device: 'Mobile',
    firstDay: 48,
    endDay: 62,
    /** Share of checkouts on phones. */
    rate: 0.6,
    /** Share of errors with a call within so many minutes. */
    callRate: 0.5,
    withinMinutes: 30,
  },

  /** Who uses the tool after an order online asks half as often where it is. */
  orderTracker: {
    name: 'Order tracker',
    /** Share of customers. */
    users: 0.35,
    reason: 'Where is my order',
    /** Calls per order online. */
    callRate: 0.3,
    callRateOfUsers: 0.15,
  },

  /** Brings people who come back by other campaigns and buy then; never the last campaign before an order. */
  assistingCampaign: 'mountain-film',
  /** What most of them come back by. */
  followUpCampaign: 'come-back',

  /** A funnel whose steps are taken at these rates, at most once by a person. */
  trailGuide: {
    steps: ['Trail guide', 'Trail guide form', 'Trail guide thanks'],
    rates: [0.6, 0.5],
  },

  /** Numbers of people who share a browser, each on days of their own. */
  sharedBrowsers: [
    [7, 8],
    [15, 16],
  ],

  /** What badly built pages send instead of an id, on rows of many people. */
  placeholders: {
    people: 0.08,
    emails: ['undefined', 'anonymous', 'test@test.com'],
    customerIds: ['0000', 'undefined'],
    phone: '0000',
  },

  /** One in so many rows of each event dataset … */
  oneIn: {
    /** … arrives in a file of its own, after all others */
    late: 60,
    /** … arrives twice; never one of the late ones */
    duplicate: 130,
    /** … is followed by one that cannot be read */
    broken: 200,
    /** … is followed by one that says nobody's id */
    withoutPerson: 150,
  },
} as const
