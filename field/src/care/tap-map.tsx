/** A map one taps on: a dot for each service, names of areas. Drawn from the directory itself; where one taps stays here. */
import { useMemo } from "preact/hooks";
import { useWords } from "../words";
import { cornersOf, type Directory, frameOf, type Place, placeAt } from "./finding";

const WIDTH = 320;

type TapMapProps = { directory: Directory; place: Place | null; onTap: (place: Place) => void };

export const TapMap = ({ directory, place, onTap }: TapMapProps) => {
  const words = useWords();
  const frame = useMemo(() => frameOf(directory), [directory]);
  const dots = useMemo(() => directory.services.flatMap((one) => one.at ?? []), [directory]);
  if (frame === null) return null;
  const middle = ((frame.north + frame.south) / 2e6) * (Math.PI / 180);
  const height = Math.round((WIDTH * (frame.north - frame.south)) / ((frame.east - frame.west) * Math.cos(middle)));
  const xy = ([lat, lon]: Place) => ({
    x: Math.round(((lon - frame.west) / (frame.east - frame.west)) * WIDTH),
    y: Math.round(((frame.north - lat) / (frame.north - frame.south)) * height),
  });
  const tap = (event: MouseEvent & { currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    onTap(placeAt(frame, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  };
  return (
    // Hidden from screen readers and keyboards on purpose: the list of areas below does the same for them.
    <svg
      class="tap-map"
      viewBox={`0 0 ${WIDTH} ${height}`}
      aria-hidden="true"
      onClick={tap}
      data-hint={words.directory.tap}
    >
      <rect width={WIDTH} height={height} class="tap-ground" />
      {directory.areas.map(([name, , , ring]) => (
        <polygon
          key={name}
          class="tap-area"
          points={cornersOf(ring)
            .map((corner) => `${xy(corner).x},${xy(corner).y}`)
            .join(" ")}
        />
      ))}
      {dots.map((dot, index) => {
        const { x, y } = xy(dot);
        return <circle key={`${index}-${x}`} cx={x} cy={y} r="3" class="tap-dot" />;
      })}
      {place !== null && <circle cx={xy(place).x} cy={xy(place).y} r="9" class="tap-here" />}
    </svg>
  );
};
