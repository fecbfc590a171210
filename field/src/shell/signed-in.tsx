/** Which screen stands for which route, once somebody is in. */
import { useEffect, useState } from "preact/hooks";
import { NightScreen } from "../care/night";
import type { Door, TurfPackage } from "../core/types";
import { BuildingScreen } from "../organizing/building";
import { type Stop, stopsOf, wholeLabel } from "../organizing/doors";
import { Introduce } from "../organizing/introduce";
import { Walk, type WalkView } from "../organizing/walk";
import type { WriteUpBegun } from "../organizing/write-up";
import type { CodeKind } from "../ui/codes";
import { useField } from "../ui/field";
import type { Route } from "../ui/route";
import { DoorFlow, type DoorInHand, isUnsaved } from "./door-flow";
import { HandIn } from "./hand-in";
import { Leaving } from "./leaving";
import { Menu } from "./menu";
import { OnStreet } from "./on-street";
import { OnWeek } from "./on-week";
import { Phone } from "./phone";
import { Start } from "./start";
import { NoTurf, TakeTurf } from "./take";

type Code = { kind: Exclude<CodeKind, "enrol">; code: string } | null;

type SignedInProps = { route: Route; code: Code; onCodeUsed: () => void };

export const SignedIn = (props: SignedInProps) => {
  const field = useField();
  const { route } = props;
  const [code] = useState(props.code);
  const turf = field.core.turf();
  const session = field.core.session();
  const may = session.kind === "open" ? session.may : [];
  const [begun, setBegun] = useState<ReadonlyMap<string, WriteUpBegun>>(new Map());
  const [view, setView] = useState<WalkView>({ map: false, chosen: null, last: null });
  const [inHand, setInHand] = useState<DoorInHand | null>(null);
  useEffect(() => {
    if (code === null) return;
    props.onCodeUsed(); // once: unlocking later does not lead back to it
    field.go({ at: code.kind });
  }, []);
  switch (route.at) {
    case "take":
      return <TakeTurf code={code?.kind === "take" ? code.code : null} />;
    case "night":
      return <NightScreen code={code?.kind === "night" ? code.code : null} />;
    case "street":
      return <OnStreet code={null} onCodeUsed={() => undefined} onBack={field.back} />;
    case "hand_in":
      return <HandIn />;
    case "menu":
      return <Menu />;
    case "phone":
      return <Phone />;
    case "week":
    case "get_week":
    case "one":
    case "write_up":
    case "call":
    case "events":
    case "event":
      return <OnWeek route={route} begun={begun} onBegun={setBegun} />;
    case "walk":
      if (may.length > 0) return <Start may={may} />;
  }
  const onBack = may.length > 0 ? field.back : null;
  return turf === null ? (
    <NoTurf onBack={onBack} />
  ) : (
    <OnTurf turf={turf} route={route} onBack={onBack} kept={{ view, setView, inHand, setInHand }} />
  );
};

/** Kept above the screens, so that neither the place on the walk nor a half-filled door is lost by looking elsewhere. */
type Kept = {
  view: WalkView;
  setView: (view: WalkView) => void;
  inHand: DoorInHand | null;
  setInHand: (inHand: DoorInHand | null) => void;
};

type OnTurfProps = { turf: TurfPackage; route: Route; onBack: (() => void) | null; kept: Kept };

const OnTurf = ({ turf, route, onBack, kept }: OnTurfProps) => {
  const stops = stopsOf(turf);
  if (route.at === "introduce") return <Introduce turf={turf} door={route.door} />;
  if (route.at === "door") {
    const door = turf.doors.find((each) => each.id === route.door);
    if (door !== undefined) return <AtDoor turf={turf} stops={stops} door={door} talking={route.talk} kept={kept} />;
  }
  const stop = route.at === "building" ? buildingOf(stops, route.building) : undefined;
  return (
    <>
      {stop === undefined ? (
        <Walk
          turf={turf}
          view={kept.view}
          onView={(change) => kept.setView({ ...kept.view, ...change })}
          onBack={onBack}
        />
      ) : (
        <BuildingScreen key={stop.id} stop={stop} />
      )}
      <LeftUnsaved turf={turf} kept={kept} />
    </>
  );
};

const buildingOf = (stops: Stop[], id: string) =>
  stops.find((stop): stop is Extract<Stop, { kind: "building" }> => stop.kind === "building" && stop.id === id);

type AtDoorProps = { turf: TurfPackage; stops: Stop[]; door: Door; talking: boolean; kept: Kept };

const AtDoor = ({ turf, stops, door, talking, kept }: AtDoorProps) => {
  const stop = stops.find((each) => each.id === door.id || each.id === door.building);
  const saved = () => {
    kept.setInHand(null);
    kept.setView({ ...kept.view, chosen: null, last: stop?.id ?? null });
  };
  const draft = kept.inHand?.door === door.id ? kept.inHand : null;
  return (
    <DoorFlow
      turf={turf}
      door={door}
      stops={stops}
      talking={talking}
      inHand={draft}
      onInHand={kept.setInHand}
      onSaved={saved}
    />
  );
};

const LeftUnsaved = ({ turf, kept }: { turf: TurfPackage; kept: Kept }) => {
  const field = useField();
  const { inHand } = kept;
  const door = turf.doors.find((each) => each.id === inHand?.door);
  if (inHand === null || door === undefined || !isUnsaved(inHand)) return null;
  return (
    <Leaving
      label={wholeLabel(door)}
      onReturn={() => field.go({ at: "door", door: door.id, talk: true })}
      onDrop={() => kept.setInHand(null)}
    />
  );
};
