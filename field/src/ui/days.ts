/** Days as the week knows them ("2026-11-27"), by the phone's own calendar, and as people read them. */
import type { Language } from "../words";

export const today = (now: Date = new Date()): string => dayText(now);

export const inDays = (days: number, now: Date = new Date()): string =>
  dayText(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));

/** "Fri, Nov 27"; what is no day stays as it is. */
export const shownDay = (day: string, language: Language): string => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  if (!year || !month || !date) return day;
  const how = { weekday: "short", day: "numeric", month: "short" } as const;
  return new Intl.DateTimeFormat(language, how).format(new Date(year, month - 1, date));
};

const dayText = (date: Date): string =>
  [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].map(String).join("-");

const two = (number: number): string => String(number).padStart(2, "0");
