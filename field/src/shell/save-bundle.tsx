/** Saves everything unsent as one sealed file that anybody can bring to the office. */
import { Button } from "../ui/button";
import { useField } from "../ui/field";
import { useWords } from "../words";

const FILE_NAME = "waymeet-sealed.json";
const KEEP_LINK_MS = 60_000;

const download = (blob: Blob): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = FILE_NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_LINK_MS);
};

export const SaveBundle = () => {
  const words = useWords();
  const field = useField();
  const save = () =>
    field.attempt(async () => {
      download(await field.core.bundle());
      field.say(words.handIn.bundleSaved);
    });
  return (
    <Button icon="file" wide onPress={() => void save()}>
      {words.handIn.bundle}
    </Button>
  );
};
