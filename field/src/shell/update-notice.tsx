/** Says that a newer version waits, wherever there is a quiet moment to take it; never in the middle of a door. */
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useWords } from "../words";
import { useUpdate } from "./update";

export const UpdateNotice = () => {
  const words = useWords();
  const update = useUpdate();
  if (update === null) return null;
  return (
    <Notice kind="news">
      <p>
        <strong>{words.phone.update}</strong> {words.phone.updateHelp}
      </p>
      <Button onPress={update}>{words.phone.updateButton}</Button>
    </Notice>
  );
};
