/** Every word the phone says in English, at a sixth-grade level. Spanish must carry the same keys or it does not compile. */

import { directoryEn } from "./directory-en";
import { streetEn } from "./street-en";
import { weekEn } from "./week-en";

const one = (count: number, single: string, many: string): string => `${count} ${count === 1 ? single : many}`;
const doors = (count: number): string => one(count, "door", "doors");
const room = (megabytes: number): string =>
  megabytes < 1000 ? `${megabytes} MB` : `${Math.floor(megabytes / 1000)} GB`;

export const en = {
  ...weekEn,
  ...streetEn,
  ...directoryEn,
  language: { own: "English", choose: "Language", en: "English", es: "Español" },
  brand: { name: "Waymeet", line: "Doors, kits and people, kept apart and kept safe." },

  common: {
    back: "Back",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    done: "Done",
    menu: "Menu",
    undo: "Undo",
    yes: "Yes",
    notSaid: "Not said",
    optional: "(if they want)",
    working: "One moment…",
    opening: "Opening Waymeet…",
  },

  signIn: {
    title: "Sign in",
    name: "Your sign-in name",
    passphrase: "Passphrase",
    show: "Show passphrase",
    hide: "Hide passphrase",
    button: "Sign in",
    newPhone: "This phone is new",
    newPhoneHelp:
      "Scan the code for a new phone. A desk shows it under Your account. Your field lead can make one too.",
    newPhoneCode: "Code for a new phone",
    dayOver: "The day is over. Please sign in again. What is saved on this phone stays.",
    ended:
      "The office signed this phone out. Your doors are gone from it. What you saved is still here, sealed, and can be handed in.",
    help: "You need a signal for this once. After that, Waymeet works without one.",
    unlockTitle: (who: string) => `Hello, ${who}`,
    unlockHelp: "Type your passphrase to open your doors again. No signal needed.",
    unlock: "Open",
    leftHere: (count: number) =>
      `${one(count, "record", "records")} saved on this phone, sealed. They can still be handed in.`,
    handInFirst: "Hand in what is here",
  },

  signOut: {
    title: "Sign out",
    ask: "Sign out of this phone?",
    stays: (count: number) =>
      count === 0
        ? "Nothing is waiting here. All you saved has been handed in."
        : `What stays: ${one(count, "record", "records")} saved on this phone, sealed. They can still be handed in.`,
    goes: "What goes: your list of doors, the map, the script and your week. Waymeet forgets them at once.",
    button: "Sign out",
    stay: "Stay signed in",
  },

  take: {
    title: "Take a turf",
    intro: "Scan the square code your field lead shows you, or type its 8 letters and numbers.",
    label: "Turf code",
    button: "Take this turf",
    scan: "Scan the code",
    stopScan: "Stop the camera",
    looking: "Hold the square code in front of the camera.",
    noCamera: "The camera cannot be used. Please type the code.",
    short: "A code has 8 letters and numbers. Please check it.",
    taken: (name: string, count: number) => `You have ${name}: ${doors(count)}. You can go offline now.`,
    replace: "You already have a turf here. Hand it in or give it back before you take another.",
    none: "You have no turf on this phone yet.",
  },

  night: {
    title: "Kits tonight",
    intro: "Scan or type the kit code for tonight. The same code is on every phone that is out.",
    label: "Kit code",
    button: "Start with kits",
    other: "Use another kit code",
    open: (program: string) => `Kits are on for tonight: ${program}.`,
    openHelp:
      "You will find Kits at every door. Kits are counted for an area and a week, never for a door or a person.",
  },

  status: {
    label: "What is saved",
    savedHere: (count: number) => `${count} on this phone`,
    handedIn: (count: number) => `${count} handed in`,
    offline: "No signal. Everything is saved here.",
    saved: (what: string, outcome: string) => `Saved: ${outcome}. ${what}.`,
    savedMany: (count: number, outcome: string) => `Saved: ${outcome}. ${doors(count)}.`,
    undone: "Undone. Nothing was saved.",
    tooLate: "Too late to undo. Open the door to correct it.",
  },

  walk: {
    title: "Your doors",
    progress: (done: number, all: number) => `${done} of ${doors(all)}`,
    list: "List",
    map: "Map",
    view: "How to show your doors",
    next: "Next door",
    chosen: "Chosen door",
    allDone: "You have been to every door.",
    allDoneHelp: "Thank you. Now hand in what you saved.",
    lastTime: (outcome: string) => `Last time: ${outcome}`,
    open: (label: string) => `Open ${label}`,
    quick: (label: string) => `No answer at ${label}`,
    previous: "Door before",
    following: "Door after",
    building: (count: number, done: number) => `${doors(count)}, ${done} done`,
    openBuilding: "Open building",
    place: (number: number) => `Stop ${number} on your walk`,
    distance: (metres: number, minutes: number) => `${(metres / 1000).toFixed(1)} km on foot, about ${minutes} minutes`,
    meet: "Add a person you met",
  },

  map: {
    label: "Map of your doors. The list holds the same doors in the same order.",
    where: "Show where I am",
    hide: "Stop showing where I am",
    whereHelp: "Seen only on this screen. Never saved, never sent.",
    noPlace: "The phone could not find where you are.",
    me: "You are about here",
    zoomIn: "Closer",
    zoomOut: "Further away",
    whole: "Whole turf",
    missing: "The map could not open. The list has all your doors.",
    made: "Map data © OpenStreetMap contributors",
  },

  outcome: {
    answered: "Someone answered",
    no_answer: "No answer",
    refused: "Said no thanks",
    come_back: "Come back later",
    inaccessible: "Could not reach the door",
    vacant: "Nobody lives here",
    address_not_found: "No such address",
    language_barrier: "Another language",
    do_not_knock: "Asked us not to knock",
    unsafe: "Did not feel safe",
  },

  person: {
    title: "About the person",
    contacted: "Talked with them",
    not_home: "They were not home",
    moved: "Moved away",
    deceased: "Has died",
    refused: "Did not want to talk",
    do_not_contact: "Do not contact again",
    met_not_on_list: "Somebody new to us",
  },

  flag: {
    title: "Warn the next person",
    dog: "Dog",
    unsafe: "Not safe",
    do_not_knock: "Do not knock",
    no_entry: "No way in",
    on: (flag: string) => `Marked: ${flag}.`,
    off: (flag: string) => `Mark taken off: ${flag}.`,
  },

  door: {
    question: "What happened?",
    otherOutcomes: "Other",
    nowSaved: (outcome: string) => `Saved here: ${outcome}`,
    correct: "Correct this",
    correctHelp: "Choose what is right. The old entry is taken back.",
    corrected: (what: string) => `Corrected: ${what}.`,
    whichLanguage: "Which language do they speak?",
    otherLanguage: "I do not know",
    addUnit: "Add an apartment here",
    details: "More to say",
    followUp: "Someone should come back",
    note: "Note for the organizers",
    noteHelp: "Sealed. Write only what the person would be glad to read. Nothing about health or drugs.",
    tooLong: (over: number) => `Too long by ${one(over, "letter", "letters")}.`,
    saveDoor: "Save door",
    leaveTitle: "Leave this door?",
    leaveHelp: "You have not saved it yet.",
    leave: "Throw it away",
    stay: "Go back to it",
    unnumbered: (place: number, street: string) => `Stop ${place}, ${street}`,
  },

  script: {
    title: "What to say",
    language: "Language of the script",
    both: "Both",
    change: "Change",
    end: "That was the last question. Thank them for their time.",
    none: "There is no script for tonight. Just talk.",
  },

  building: {
    matrix: "Doors by floor",
    floor: (floor: string) => `Floor ${floor}`,
    noFloor: "Floor not known",
    unit: (unit: string) => `Unit ${unit}`,
    noUnit: "No number",
    brush: "A tap on a door means",
    brushOpen: "Open it",
    todo: "not yet",
    rest: (count: number) => `No answer at the other ${doors(count)}`,
    locked: "Could not get in",
    lockedHelp: (count: number) => `Could not get in: ${doors(count)}`,
    addTitle: "Add an apartment",
    unitLabel: "Apartment number or name",
    floorLabel: "Floor",
    unitMissing: "Type a number or a name first.",
    added: (unit: string) => `Added: ${unit}.`,
    about: "About the building",
    progress: (done: number, all: number) => `${done} of ${all} done`,
  },

  introduce: {
    open: "They want to help or be called",
    title: "I want to help",
    intro: "For somebody who asked us to stay in touch. They choose what to give. Nothing has to be filled in.",
    wants: "What would they like?",
    help: "I want to help",
    call: "Call me",
    name: "Name",
    contactPoint: "Phone number or email",
    nobodyCanCall: "Without a number or an email nobody can call. That is all right.",
    how: "How should we reach them?",
    hows: { call: "Call", text: "Text", email: "Email", visit: "Come by" },
    when: "When is a good time?",
    whens: { morning: "Morning", day: "Daytime", evening: "Evening", weekend: "Weekend" },
    language: "Their language",
    consent: "Read this to them, or let them read it",
    read: "Read aloud",
    stopReading: "Stop reading",
    agree: "They said yes: save",
    saved: "Saved. An organizer will see it once you hand in.",
  },

  kits: {
    open: "Kits",
    ready: "Kits: saved with this door",
    title: "Kits and strips",
    promise: "Counted for the area and the week. Never tied to this door.",
    takeBackPromise: "Use this if you counted too many. The number is taken off the area's total.",
    given: "Given",
    takenBack: "Counted too many? Take back",
    giveAgain: "Give out instead",
    more: (item: string) => `One more: ${item}`,
    less: (item: string) => `One less: ${item}`,
    barriers: "What makes it hard to get kits?",
    barriersHelp: "Only if they brought it up.",
    note: "Note for the outreach team",
    noteHelp: "No names, no address. Sealed: only the outreach team can read it, and you cannot open it again.",
    recalled: (lots: string) => `Called back. Do not hand out: lot ${lots}.`,
    save: "Save door",
    back: "Back to door",
    clear: "No kits after all",
    tooMany: "One door can hold 8 different things. Save this door, then open it again for more.",
  },

  handIn: {
    title: "Hand in",
    intro: "Send what you saved. It stays on this phone, sealed, until the office has it for sure.",
    button: "Hand in now",
    again: "Hand in again",
    progress: (done: number, of: number) => `${done} of ${of}`,
    handedIn: (count: number) => `${one(count, "record", "records")} handed in`,
    waiting: (count: number) => `${one(count, "record", "records")} waiting on this phone`,
    sealedThere: (count: number) =>
      `${one(count, "sealed record has", "sealed records have")} reached the office. A copy stays here until an organizer opens ${count === 1 ? "it" : "them"}.`,
    aside: (count: number) => `${count} put aside for an organizer to look at. Nothing is lost.`,
    gone: (count: number) =>
      `${count} not kept: ${count === 1 ? "it was" : "they were"} about somebody who asked to be let go.`,
    slots: (waiting: number) =>
      waiting === 0 ? "Kit counts: all handed in" : `Kit counts: ${waiting} waiting on this phone`,
    allDone: "All handed in. Thank you.",
    nothing: "Nothing to hand in yet.",
    noSignal: "No signal right now. Your work is safe here. Try again when you have one.",
    bundle: "Save a sealed file",
    bundleHelp: "No signal for long? Save a sealed file and give it to an organizer. Only the organizers can open it.",
    bundleSaved: "The sealed file is saved.",
    turf: "Your turf",
    giveBack: "Give the turf back",
    giveBackHelp: "For doors you could not get to. Someone else can take them.",
    finish: "Finish the turf",
    finishHelp: "You have been to every door. Your list of doors leaves this phone.",
    finishAsk: "Finish this turf?",
    giveBackAsk: "Give this turf back?",
    gaveBack: "The turf is given back. What you saved is still here until it is handed in.",
    handOn: "Hand the turf on",
    handOnHelp: "Gives a new code, so another person can take over.",
    handOnCode: "Show this to the person who takes over. It works once.",
    qr: "Square code with the turf code",
  },

  menu: {
    title: "Menu",
    doors: "Your doors",
    phone: "What is on this phone",
    who: (name: string) => `Signed in as ${name}`,
  },

  phone: {
    title: "What is on this phone",
    intro: "In plain words, so you know what you carry.",
    doors: (count: number) =>
      `Your turf: ${doors(count)}, the streets and the script. Only your passphrase opens it. It closes by itself after 24 hours.`,
    noTurf: "No turf right now.",
    week: "Your week: names, numbers and plans of people you see, call or sign in. Only your passphrase opens it. It closes by itself with your day, and people leave it once you hand in.",
    work: (count: number) => `${one(count, "record", "records")} you saved that are not handed in yet. Sealed.`,
    sent: (count: number) =>
      `${one(count, "record", "records")} handed in. A sealed copy stays for 30 days, in case the office loses its own.`,
    kits: "Kit counts. Sealed as soon as you save: nobody can open them on this phone, not even you. Nothing here says which door took kits.",
    never: "Never here: where you walk, names of people who took kits, anything from other canvassers.",
    storage: "Space",
    persisted: "The phone keeps this safe and will not clear it by itself.",
    notPersisted:
      "The phone may clear this when it runs out of space. Put Waymeet on your home screen and hand in often.",
    free: (megabytes: number) =>
      megabytes < 50 ? `Only ${megabytes} MB free. Please make room soon.` : `${room(megabytes)} free. That is plenty.`,
    install: "Put Waymeet on your home screen",
    installButton: "Add it",
    installByHand:
      "On an iPhone, tap the share sign, then Add to Home Screen. On other phones, open the browser menu, then Add to Home screen.",
    update: "A newer Waymeet is ready.",
    updateHelp: "Your saved work stays on this phone.",
    updateButton: "Use the new one",
  },

  trouble: {
    unknown: "Something went wrong. What you saved before is safe. Please try again.",
    broken: "This screen could not be shown. What you saved is safe. Please open Waymeet again.",
    openAgain: "Open again",
    cannotStart:
      "Waymeet cannot open on this phone. It needs a current browser that may store data. Private windows often do not allow it.",
  },
};

export type Words = typeof en;
