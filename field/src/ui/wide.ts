/** Whether there is room for list and map side by side (a tablet or a laptop). */
import { useEffect, useState } from "preact/hooks";

const ROOM = "(min-width: 60em)";

export const useWide = (): boolean => {
  const [wide, setWide] = useState(() => matchMedia(ROOM).matches);
  useEffect(() => {
    const room = matchMedia(ROOM);
    const look = () => setWide(room.matches);
    room.addEventListener("change", look);
    return () => room.removeEventListener("change", look);
  }, []);
  return wide;
};
