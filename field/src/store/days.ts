/** How long handed-in work stays sealed on the phone, in whole days and ISO weeks. */

export const KEEP_DAYS = 30;

const DAY = 86_400_000;

/** Whole days since 1970 for milliseconds since 1970. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / DAY);
}

/** The day (since 1970) after the Sunday that ends an ISO week such as "2026-W47". */
export function dayAfterWeek(week: string): number {
  const [year = 0, number = 0] = week.split("-W").map(Number);
  const january4 = dayOf(Date.UTC(year, 0, 4));
  const monday = january4 - weekday(january4);
  return monday + number * 7;
}

/** 0 for Monday to 6 for Sunday; day 0 was a Thursday. */
function weekday(day: number): number {
  return (day + 3) % 7;
}
