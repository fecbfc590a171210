/** Somebody left a door with something put down but not saved: ask, so that nothing is lost by a slip of the thumb. */
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";

type LeavingProps = { label: string; onReturn: () => void; onDrop: () => void };

export const Leaving = ({ label, onReturn, onDrop }: LeavingProps) => {
  const words = useWords();
  const foot = (
    <div class="dock-pair">
      <Button wide tall onPress={onDrop}>
        {words.door.leave}
      </Button>
      <Button kind="main" wide tall onPress={onReturn}>
        {words.door.stay}
      </Button>
    </div>
  );
  return (
    <Sheet title={words.door.leaveTitle} onClose={onReturn} foot={foot}>
      <p>
        <strong>{label}</strong>
      </p>
      <p>{words.door.leaveHelp}</p>
    </Sheet>
  );
};
