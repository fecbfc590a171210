/** One door from the first tap to the save: what happened, the talk, and the kits, brought together only here. */
import { useState } from "preact/hooks";
import { isEmpty, NO_KITS } from "../care/kits-draft";
import { KitsSheet } from "../care/kits-sheet";
import type { Door, KitsDraft, Outcome, TurfPackage, VisitDraft } from "../core/types";
import { DoorScreen } from "../organizing/door";
import { spokenLabel } from "../organizing/door-list";
import { type Stop, unnumberedPlace } from "../organizing/doors";
import { Talk } from "../organizing/talk";
import { EMPTY_TALK, isTouched, type TalkDraft } from "../organizing/talk-draft";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { useSaving } from "../ui/saving";
import { useWords } from "../words";

/** What is put down about a door before it is saved. It lives in memory only and is dropped by the save. */
export type DoorInHand = { door: string; correcting: boolean; talk: TalkDraft; kits: KitsDraft };

export const isUnsaved = (inHand: DoorInHand): boolean => isTouched(inHand.talk) || !isEmpty(inHand.kits);

type FlowProps = {
  turf: TurfPackage;
  door: Door;
  stops: Stop[];
  talking: boolean;
  inHand: DoorInHand | null;
  onInHand: (inHand: DoorInHand | null) => void;
  onSaved: () => void;
};

export const DoorFlow = ({ turf, door, stops, talking, inHand, onInHand, onSaved }: FlowProps) => {
  const field = useField();
  const words = useWords();
  const saving = useSaving();
  const [kitsOpen, setKitsOpen] = useState(false);
  const night = field.core.night();
  const now = inHand ?? { door: door.id, correcting: false, talk: EMPTY_TALK, kits: NO_KITS };
  const change = (part: Partial<DoorInHand>) => onInHand({ ...now, ...part });

  const save = async (visit: VisitDraft) => {
    const kits = isEmpty(now.kits) ? null : now.kits;
    const kept = await (now.correcting ? saving.correct : saving.one)(spokenLabel(door, stops, words), visit, kits);
    if (!kept) return;
    setKitsOpen(false);
    onSaved();
    field.leaveDoor();
  };
  const choose = (outcome: Outcome, language?: string) =>
    outcome === "answered"
      ? field.go({ at: "door", door: door.id, talk: true })
      : void save({ door: door.id, outcome, language });
  const saveTalk = () => void save(visitOf(door, now.talk));
  const kits = night && <KitsButton kits={now.kits} onOpen={() => setKitsOpen(true)} />;
  return (
    <>
      {talking ? (
        <Talk
          key="talk"
          turf={turf}
          door={door}
          talk={now.talk}
          onTalk={(part) => change({ talk: { ...now.talk, ...part } })}
          onSave={saveTalk}
          onBack={field.back}
          kits={kits}
        />
      ) : (
        <DoorScreen
          key="door"
          door={door}
          place={unnumberedPlace(door, stops)}
          correcting={now.correcting}
          onCorrect={() => change({ correcting: true })}
          onOutcome={choose}
          onBack={field.back}
          kits={kits}
        />
      )}
      {kitsOpen && night && (
        <KitsSheet
          night={night}
          kits={now.kits}
          onKits={(next) => change({ kits: next })}
          onClose={() => setKitsOpen(false)}
          onSave={talking ? saveTalk : null}
        />
      )}
    </>
  );
};

const visitOf = (door: Door, talk: TalkDraft): VisitDraft => ({
  door: door.id,
  outcome: "answered",
  answers: talk.answers.length > 0 ? talk.answers : undefined,
  person: talk.person ?? undefined,
  followUp: talk.followUp || undefined,
  note: talk.note.trim() === "" ? undefined : talk.note.trim(),
});

const KitsButton = ({ kits, onOpen }: { kits: KitsDraft; onOpen: () => void }) => {
  const words = useWords();
  return (
    <Button kind="care" icon="kit" wide tall onPress={onOpen}>
      {isEmpty(kits) ? words.kits.open : words.kits.ready}
    </Button>
  );
};
