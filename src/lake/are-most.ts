/** Whether so many values may need so much of what is known that looking for them costs more than reading all of it. */
export const areMost = (values: number, known: number): boolean => values * 4 > known
