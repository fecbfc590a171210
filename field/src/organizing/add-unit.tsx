/** Adds a door that nobody had on the list: an apartment inside a known building. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { TextField } from "../ui/fields";
import { Sheet } from "../ui/sheet";
import { useWords } from "../words";

/** As many letters as the office keeps; more would be cut off there. */
const MOST_OF_UNIT = 20;
const MOST_OF_FLOOR = 10;

export const AddUnit = ({ building }: { building: string }) => {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="plus" wide onPress={() => setOpen(true)}>
        {words.door.addUnit}
      </Button>
      {open && <UnitSheet building={building} onClose={() => setOpen(false)} />}
    </>
  );
};

const UnitSheet = ({ building, onClose }: { building: string; onClose: () => void }) => {
  const words = useWords();
  const field = useField();
  const [unit, setUnit] = useState("");
  const [floor, setFloor] = useState("");
  const [fault, setFault] = useState<string>();
  const save = () =>
    field.attempt(async () => {
      await field.core.addUnit(building, unit.trim(), floor.trim());
      field.say(words.building.added(unit.trim()));
      onClose();
    });
  return (
    <Sheet title={words.building.addTitle} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (unit.trim() === "") setFault(words.building.unitMissing);
          else void save();
        }}
      >
        <TextField
          label={words.building.unitLabel}
          value={unit}
          onInput={setUnit}
          fault={fault}
          most={MOST_OF_UNIT}
          capitals
        />
        <TextField
          label={words.building.floorLabel}
          value={floor}
          onInput={setFloor}
          most={MOST_OF_FLOOR}
          inputMode="numeric"
        />
        <Button kind="main" wide tall submit>
          {words.common.save}
        </Button>
      </form>
    </Sheet>
  );
};
