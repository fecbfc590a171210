/** What the phone says in English about the directory of services. */
const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;

export const directoryEn = {
  directory: {
    title: "Find a service",
    none: "The directory is not on this phone yet. Open this once with a signal; after that it works without one.",
    again: "Try again",
    where: "Where are you?",
    tap: "Tap where you are",
    area: "Or choose an area",
    choose: "Choose…",
    quick: "Near, open now, no ID",
    what: "What is needed?",
    words: "Words",
    need: "Kind of help",
    any: "Any",
    openNow: "open now",
    near: "near",
    isOpen: "Open now",
    closed: "Closed now",
    hoursUnknown: "Hours not known",
    found: (count: number) => one(count, "service", "services"),
    untold: (count: number) => `${count} more would fit if we knew how the door is. Ask somebody who has been there.`,
    more: (count: number) => `The first ${count} are shown. Say more to find fewer.`,
    miles: (miles: string) => `${miles} miles`,
    told: (day: string) => `told ${day}`,
    toldLongAgo: "told long ago: ask again",
    details: "More",
    day: (day: string) => `As it stood on ${day}. Where you tap is used once and kept nowhere.`,
  },
};
