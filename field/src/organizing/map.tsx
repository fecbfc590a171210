/** The map: the same stops as the list, drawn from the turf package alone. No tiles, no GPS unless asked. */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { TurfPackage } from "../core/types";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { Icon, type IconName } from "../ui/icon";
import { useWords } from "../words";
import type { States, Stop } from "./doors";
import type { DrawnMap } from "./map-drawing";

type MapProps = {
  turf: TurfPackage;
  stops: Stop[];
  states: States;
  shown: string | null;
  onChoose: (id: string) => void;
};

export const DoorMap = ({ turf, stops, states, shown, onChoose }: MapProps) => {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [drawn, missing] = useDrawnMap(box, turf, onChoose);
  useEffect(() => drawn?.show(stops, states, shown), [drawn, stops, states, shown]);
  return (
    <section class="map" aria-label={words.map.label}>
      <div class="map-box" ref={box} />
      {missing && <p class="map-missing">{words.map.missing}</p>}
      {drawn && <MapTools drawn={drawn} />}
      <p class="map-made">{words.map.made}</p>
    </section>
  );
};

/** The map once it is drawn, and whether it could not be. It is drawn anew only for another turf or a new door. */
const useDrawnMap = (box: RefObject<HTMLDivElement | null>, turf: TurfPackage, onChoose: (id: string) => void) => {
  const [drawn, setDrawn] = useState<DrawnMap | null>(null);
  const [missing, setMissing] = useState(false);
  const latest = useRef({ turf, onChoose });
  latest.current = { turf, onChoose };
  useEffect(() => {
    let gone = false;
    let made: DrawnMap | null = null;
    const draw = async () => {
      // Fetched when first looked at; the service worker has it from the start, so it opens without a signal.
      const { drawMap } = await import("./map-drawing");
      if (gone || box.current === null) return;
      made = drawMap(box.current, latest.current.turf, (id) => latest.current.onChoose(id));
      setDrawn(made);
    };
    draw().catch(() => setMissing(true));
    return () => {
      gone = true;
      made?.remove();
      setDrawn(null);
    };
  }, [turf.turf, turf.doors.length]);
  return [drawn, missing] as const;
};

const MapTools = ({ drawn }: { drawn: DrawnMap }) => {
  const words = useWords();
  return (
    <>
      <div class="map-zoom">
        <MapButton icon="plus" label={words.map.zoomIn} onPress={() => drawn.zoom(1)} />
        <MapButton icon="minus" label={words.map.zoomOut} onPress={() => drawn.zoom(-1)} />
        <MapButton icon="map" label={words.map.whole} onPress={drawn.whole} />
      </div>
      <Whereabouts drawn={drawn} />
    </>
  );
};

const MapButton = ({ icon, label, onPress }: { icon: IconName; label: string; onPress: () => void }) => (
  <button type="button" class="map-button" aria-label={label} title={label} onClick={onPress}>
    <Icon name={icon} />
  </button>
);

/** The place is asked for only here, drawn only here, and forgotten when the map closes. */
const Whereabouts = ({ drawn }: { drawn: DrawnMap }) => {
  const words = useWords();
  const { say } = useField();
  const [watch, setWatch] = useState<number | null>(null);
  const [fault, setFault] = useState(false);
  const stop = () => {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    setWatch(null);
    drawn.showMe(null);
  };
  useEffect(() => () => (watch === null ? undefined : navigator.geolocation.clearWatch(watch)), [watch]);
  const start = () => {
    setFault(false);
    const seen = ({ coords }: GeolocationPosition) =>
      drawn.showMe({ at: [coords.latitude, coords.longitude], within: coords.accuracy });
    const failed = () => {
      setFault(true);
      say(words.map.noPlace);
    };
    setWatch(navigator.geolocation.watchPosition(seen, failed, { enableHighAccuracy: true, maximumAge: 5000 }));
  };
  return (
    <div class="map-where">
      <Button icon="place" pressed={watch !== null} onPress={watch === null ? start : stop}>
        {watch === null ? words.map.where : words.map.hide}
      </Button>
      {watch !== null && <p>{fault ? words.map.noPlace : words.map.whereHelp}</p>}
    </div>
  );
};
