/** What the phone says in English of people met without a door. */

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;

export const streetEn = {
  street: {
    title: "Somebody",
    begin: "I have a kit code: no sign-in",
    beginHelp: "For a night out with kits. Nobody has to sign in, and nobody is asked for a name.",
    promise: "No name. Counted for the area and the week.",
    takeBackPromise: "For when you counted too many. The number is taken off the area's total.",
    where: "Where",
    nowhere: "Not said",
    change: "Change",
    people: "People",
    morePeople: "One more person",
    fewerPeople: "One person less",
    peopleHelp: "Several people at once? Count them here, and put in the total of each thing.",
    more: "More (if they want)",
    less: "Less",
    reason: "Why do they take a kit?",
    secondary: "They hand it on to others",
    reached: "To about how many people?",
    reachedFault: "Type a number up to 65,535, or leave it empty.",
    code: "Their card code",
    codeHelp: "Only if they show it. It finds, and opens nothing.",
    codeFault: "This is not a card code. It has 7 letters and numbers. Check it, or leave it empty.",
    save: "Save",
    saveTalk: "Only talked: save",
    saved: (count: number) => `Saved: ${one(count, "person", "people")}.`,
    tookBack: "Saved: taken back.",
    tooLate: "Too late to undo. Use “Counted too many? Take back” instead.",
    handIn: "Hand in",
    endNight: "Put this night away",
    endNightHelp: "What you saved stays, sealed, until it is handed in.",
    signIn: "Sign in",
  },
};
