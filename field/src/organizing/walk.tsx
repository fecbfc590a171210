/** The walk: all doors as a list or a map, how far along we are, and the next door under the thumb. */
import { useMemo } from "preact/hooks";
import type { Door, TurfPackage } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useSaving } from "../ui/saving";
import { Screen } from "../ui/screen";
import { useWide } from "../ui/wide";
import { useWords } from "../words";
import { DoorList, spokenLabel } from "./door-list";
import { nextStop, progress, type Stop, stopsOf } from "./doors";
import { DoorMap } from "./map";
import { NextDoor } from "./next-door";

/** What the walk remembers while one is away at a door: list or map, the stop looked at, the stop saved last. */
export type WalkView = { map: boolean; chosen: string | null; last: string | null };

type WalkProps = {
  turf: TurfPackage;
  view: WalkView;
  onView: (change: Partial<WalkView>) => void;
  onBack: (() => void) | null;
};

export const Walk = ({ turf, view, onView, onBack }: WalkProps) => {
  const field = useField();
  const words = useWords();
  const saving = useSaving();
  const wide = useWide();
  const states = field.core.doors();
  const stops = useMemo(() => stopsOf(turf), [turf]);
  const chosen = stops.find((stop) => stop.id === view.chosen) ?? null;
  const shown = chosen ?? nextStop(stops, states, view.last);

  const open = (stop: Stop, talk = false) => {
    onView({ chosen: stop.id });
    field.go(stop.kind === "door" ? { at: "door", door: stop.door.id, talk } : { at: "building", building: stop.id });
  };
  const noAnswer = async (door: Door) => {
    const kept = await saving.one(spokenLabel(door, stops, words), { door: door.id, outcome: "no_answer" }, null);
    if (kept) onView({ chosen: null, last: door.id });
  };
  const step = (by: 1 | -1) => {
    const at = stops.findIndex((stop) => stop.id === shown?.id);
    onView({ chosen: stops[(at + by + stops.length) % stops.length]?.id ?? null });
  };
  const listed = wide || !view.map;
  const mapped = wide || view.map;
  return (
    <Screen
      title={turf.name}
      onBack={onBack}
      focusTitle={shown === null}
      broad={wide}
      under={<Progress turf={turf} />}
      tools={<Tools map={view.map} wide={wide} onMap={(map) => onView({ map })} />}
      dock={
        shown ? (
          <NextDoor
            stop={shown}
            place={stops.indexOf(shown) + 1}
            states={states}
            chosen={chosen !== null}
            onOpen={open}
            onNoAnswer={noAnswer}
            onStep={mapped ? step : null}
          />
        ) : (
          <AllDone />
        )
      }
    >
      <div class={wide ? "walk walk-wide" : "walk"}>
        {listed && (
          <DoorList stops={stops} states={states} shown={shown?.id ?? null} onOpen={open} onNoAnswer={noAnswer} />
        )}
        {mapped && (
          <DoorMap
            turf={turf}
            stops={stops}
            states={states}
            shown={shown?.id ?? null}
            onChoose={(id) => onView({ chosen: id })}
          />
        )}
      </div>
    </Screen>
  );
};

const Progress = ({ turf }: { turf: TurfPackage }) => {
  const words = useWords();
  const { done, all } = progress(turf, useField().core.doors());
  return (
    <div class="progress">
      <p id="walk-progress">{words.walk.progress(done, all)}</p>
      <progress max={all} value={done} aria-labelledby="walk-progress" />
    </div>
  );
};

const Tools = ({ map, wide, onMap }: { map: boolean; wide: boolean; onMap: (map: boolean) => void }) => {
  const words = useWords();
  const { go } = useField();
  return (
    <>
      {!wide && (
        <button type="button" class="icon-button" onClick={() => onMap(!map)}>
          <Icon name={map ? "list" : "map"} />
          <span>{map ? words.walk.list : words.walk.map}</span>
        </button>
      )}
      <button type="button" class="icon-button" onClick={() => go({ at: "menu" })}>
        <Icon name="menu" />
        <span>{words.common.menu}</span>
      </button>
    </>
  );
};

const AllDone = () => {
  const words = useWords();
  const { go } = useField();
  return (
    <div class="stack">
      <Notice kind="good">
        <strong>{words.walk.allDone}</strong> {words.walk.allDoneHelp}
      </Notice>
      <Button kind="main" icon="sent" wide tall onPress={() => go({ at: "hand_in" })}>
        {words.handIn.title}
      </Button>
    </div>
  );
};
