export const dates = {
  dateRange: 'Date range',
  dates: 'Dates',
  allData: 'All data',
  customRange: 'Custom dates',
  presets: 'Presets',
  ownRanges: 'Date ranges',
}
