/** Letting a new phone in: the code from the desk, by camera or by hand, beside name and passphrase. */
import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { Camera } from "../ui/code-entry";
import { showCode } from "../ui/codes";
import { TextField } from "../ui/fields";
import { canScan } from "../ui/scanner";
import { useWords } from "../words";

export const NewPhone = ({ code, onCode }: { code: string; onCode: (code: string) => void }) => {
  const words = useWords();
  const [fault, setFault] = useState<string>();
  const [scanning, setScanning] = useState(false);
  const seen = (scanned: string) => {
    setScanning(false);
    onCode(scanned);
  };
  return (
    <section class="stack" aria-labelledby="new-phone">
      <h2 id="new-phone">{words.signIn.newPhone}</h2>
      <p>{words.signIn.newPhoneHelp}</p>
      {canScan() && !scanning && (
        <Button icon="camera" wide onPress={() => setScanning(true)}>
          {words.take.scan}
        </Button>
      )}
      {scanning && <Camera onSeen={seen} onFault={setFault} onStop={() => setScanning(false)} />}
      <TextField
        label={words.signIn.newPhoneCode}
        value={showCode(code)}
        onInput={(typed) => onCode(showCode(typed))}
        fault={fault}
        capitals
        code
      />
    </section>
  );
};
