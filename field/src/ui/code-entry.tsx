/** Scan a square code or type its letters and numbers. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../words";
import { Button } from "./button";
import { CODE_LENGTH, codeFrom, showCode, tidyCode } from "./codes";
import { TextField } from "./fields";
import { canScan, scan } from "./scanner";

type CodeEntryProps = {
  label: string;
  button: string;
  first?: string;
  onCode: (code: string) => Promise<boolean>;
  care?: boolean;
};

export const CodeEntry = ({ label, button, first, onCode, care }: CodeEntryProps) => {
  const words = useWords();
  const [typed, setTyped] = useState(showCode(first ?? ""));
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [scanning, setScanning] = useState(false);

  const send = async (code: string) => {
    if (code.length !== CODE_LENGTH) return setFault(words.take.short);
    setFault(undefined);
    setBusy(true);
    await onCode(code);
    setBusy(false);
  };
  const seen = (code: string) => {
    setScanning(false);
    setTyped(showCode(code));
    void send(code);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send(tidyCode(typed));
      }}
    >
      {canScan() && !scanning && (
        <Button icon="camera" wide tall onPress={() => setScanning(true)}>
          {words.take.scan}
        </Button>
      )}
      {scanning && <Camera onSeen={seen} onFault={setFault} onStop={() => setScanning(false)} />}
      <TextField
        label={label}
        value={typed}
        onInput={(value) => setTyped(showCode(value))}
        fault={fault}
        capitals
        code
      />
      <Button kind={care ? "care" : "main"} wide tall submit busy={busy}>
        {busy ? words.common.working : button}
      </Button>
    </form>
  );
};

type CameraProps = { onSeen: (code: string) => void; onFault: (sentence: string) => void; onStop: () => void };

export const Camera = ({ onSeen, onFault, onStop }: CameraProps) => {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let gone = false;
    const found = (text: string) => {
      const code = codeFrom(text);
      if (code.length === CODE_LENGTH && !gone) onSeen(code);
    };
    const start = async () => {
      if (video.current === null) return;
      stop = await scan(video.current, found);
      if (gone) stop?.();
    };
    start().catch(() => {
      onFault(words.take.noCamera);
      onStop();
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return (
    <div class="camera">
      <p>{words.take.looking}</p>
      <video ref={video} playsInline muted aria-label={words.take.looking} />
      <Button icon="close" wide onPress={onStop}>
        {words.take.stopScan}
      </Button>
    </div>
  );
};
