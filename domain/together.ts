/** The most single items that are asked for at once. */
export const TOGETHER = 20
